#!/bin/sh
# Writes requirements/*.txt anew: exact versions with hashes, for every platform, naming no registry.
#
# All files are cut from one resolution, so any of them can be installed together:
#   base        what an interview and the API need, without the embedding model's libraries
#   local       speech models that run on this machine
#   embeddings  sentence-transformers, torch below it, and the embedding model
#   local-llm   a language model that runs on this machine
#   dev         tests and checks
#   uv          the installer itself
set -eu
cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin}
whole=$(mktemp)
without=$(mktemp)
trap 'rm -f "$whole" "$without"' EXIT

compile() {
    "$bin/uv" pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}

hashed() {
    name=$1
    shift
    compile --generate-hashes --constraint "$whole" --output-file "requirements/$name.txt" "$@"
}

# Prints a list of requirements of pyproject.toml.
extra() {
    "$bin/python" -c 'import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
print(*project["optional-dependencies"][sys.argv[1]], sep="\n")' "$1"
}

compile pyproject.toml --all-extras --output-file "$whole"

# An override whose marker never holds takes a package and all it pulls in out of a resolution.
echo 'sentence-transformers; python_version < "3"' >"$without"
hashed base pyproject.toml --override "$without"

extra local | hashed local -
{
    sed -n 's/^ *"\(sentence-transformers[^"]*\)".*/\1/p' pyproject.toml
    extra embeddings-offline
} | hashed embeddings -
extra local-llm | hashed local-llm -
extra dev | hashed dev -
echo uv | hashed uv -
