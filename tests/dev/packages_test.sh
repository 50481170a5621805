# SPDX-License-Identifier: GPL-3.0-or-later
# What `need` does with everything installed, with something missing as root, and as somebody else.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$work:$PATH
source tools/dev/common/output.sh
source tools/dev/common/packages.sh

stand_in() {
    printf '#!/bin/bash\n%s\n' "$2" >"$work/$1"
    chmod +x "$work/$1"
}
installed() { listed_packages build run test lint | grep -vxF "${1:-none}" | sed 's/^/installed /' >"$work/installed"; }
became_root() { stand_in id "echo $1"; }
# Runs `need run test` in a subshell; its words are in $work/said, its calls of apt in $work/called.
needs() {
    : >"$work/called"
    (need run test) </dev/null >"$work/said" 2>&1
}
fail() {
    echo "FAIL: $*"
    cat "$work/said" "$work/called"
    exit 1
}

stand_in dpkg-query "cat $work/installed"
stand_in apt-get "echo apt-get \"\$@\" >>$work/called"
stand_in sudo "echo sudo >>$work/called; \"\$@\""

became_root 1000
installed
needs || fail "nothing is missing"
[[ ! -s $work/called && ! -s $work/said ]] || fail "nothing is missing, so nothing is said or called"

installed xvfb
if needs; then fail "without a terminal nobody can say yes"; fi
grep -qxF "    sudo apt-get install --yes --no-install-recommends xvfb" "$work/said" || fail "the exact line is shown"
[[ ! -s $work/called ]] || fail "nothing is installed without a yes"

assume_yes=1
needs || fail "--yes installs"
grep -q '^sudo' "$work/called" || fail "apt is called through sudo"
assume_yes=

became_root 0
needs || fail "root is not asked"
grep -q 'install .*xvfb$' "$work/called" || fail "what is missing gets installed"
! grep -q sudo "$work/called" || fail "root needs no sudo"

stand_in apt-get "exit 100"
if needs; then fail "a failed installation is a failure"; fi
echo "PASS"
