#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# No function is defined in two layers: of libraries, the linker takes whichever comes first, and says nothing.
set -euo pipefail
build=$1
mapfile -t libraries < <(find "$build" -name 'lib*.a' -not -path '*/tests/*')
[[ ${#libraries[@]} -gt 5 ]] || { echo "only ${#libraries[@]} libraries in $build" >&2; exit 1; }
twice=$(nm --print-file-name --defined-only "${libraries[@]}" 2>/dev/null |
    awk '$2 ~ /^[TDBR]$/ { print $3, $1 }' | sort -u |
    awk '{ places[$1] = places[$1] "\n    " $2; if (++count[$1] == 2) order[++found] = $1 }
         END { for (i = 1; i <= found; ++i) print order[i] places[order[i]] }' | c++filt)
if [[ -n $twice ]]; then
    printf 'Defined more than once:\n%s\n' "$twice" >&2
    exit 1
fi
