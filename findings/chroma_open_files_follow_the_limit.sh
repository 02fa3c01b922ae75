#!/usr/bin/env bash
# Chroma 1.5 keeps as many collections open as the process's file limit allows, four files and an
# index in memory each, however long they have not been asked.
#
# Expected: an embedded Chroma that serves one collection after another keeps a bounded handful open,
# as it does in one that holds a single collection, whatever `ulimit -n` says.
# Seen: the number of open files follows the limit: with twice the limit about twice as many files
# stay open after the same work. A service that gives every user a collection comes near its limit by
# Chroma alone, and its sockets and databases fail first.
#
# Without our product; needs Python 3.11 to 3.13. Exits non-zero when this has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet chromadb==1.5.9
cat > "$folder/many.py" <<'PYTHON'
import os
import random
import resource
import sys

import chromadb
from chromadb.config import Settings

folder, limit = sys.argv[1], int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
chance = random.Random(1)
for number in range(150):
    one = client.create_collection(f"user-{number}")
    vectors = [[chance.random() for _ in range(16)] for _ in range(10)]
    one.add(ids=[str(i) for i in range(10)], embeddings=vectors, documents=["a"] * 10)
    one.query(query_embeddings=vectors[:1], n_results=1)
print(len(os.listdir("/proc/self/fd")))
PYTHON
"$folder/venv/bin/python" -c 'import chromadb; print("chromadb", chromadb.__version__)'
small=$("$folder/venv/bin/python" "$folder/many.py" "$folder/small" 256)
large=$("$folder/venv/bin/python" "$folder/many.py" "$folder/large" 1024)
echo "150 collections, each filled and asked once:"
echo "  open files with a limit of  256: $small"
echo "  open files with a limit of 1024: $large"
echo "expected: the same few files under both limits"
if [ "$large" -ge $((small * 2)) ] && [ "$small" -ge 100 ]; then
    echo "seen: the open files follow the limit"
else
    echo "changed: they do not follow the limit any more"
    exit 1
fi
