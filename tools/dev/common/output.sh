# SPDX-License-Identifier: GPL-3.0-or-later
# How ./dev speaks: one line a step on stderr, so that standard output stays the program's own.
say() { printf '%s\n' "$*" >&2; }
step() { printf '== %s\n' "$*" >&2; }
die() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}
