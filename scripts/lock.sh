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
uv=${UV:-.greenroom/venv/bin/uv}
whole=$(mktemp)
without=$(mktemp)
trap 'rm -f "$whole" "$without"' EXIT

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}

hashed() {
    name=$1
    shift
    compile --generate-hashes --constraint "$whole" --output-file "requirements/$name.txt" "$@"
}

compile pyproject.toml --all-extras --output-file "$whole"

# An override whose marker never holds takes a package and all it pulls in out of a resolution.
echo 'sentence-transformers; python_version < "3"' >"$without"
hashed base pyproject.toml --override "$without"

extra() {
    sed -n "/^$1 = \[/,/\]/p" pyproject.toml | grep -o '"[^"]*"' | tr -d '"'
}

extra local | hashed local -
{
    sed -n 's/^ *"\(sentence-transformers[^"]*\)".*/\1/p' pyproject.toml
    extra embeddings-offline
} | hashed embeddings -
extra local-llm | hashed local-llm -
extra dev | hashed dev -
echo uv | hashed uv -
