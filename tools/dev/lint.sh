# SPDX-License-Identifier: GPL-3.0-or-later
# check layout, the rules of the house, and with clang-tidy what changed since main
need build run lint
source tools/dev/common/tidy.sh
# A checkout of another user's is read all the same: nothing of it is run by git here.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=$PWD
broken=()

step "rules of the house"
/usr/bin/python3 -B tools/lint/selftest.py || broken+=("selftest of the rules")
/usr/bin/python3 -B tools/lint/check.py || broken+=("rules of the house")

step "layout"
git ls-files --cached --others --exclude-standard -z -- '*.h' '*.cpp' |
    xargs -0 --no-run-if-empty clang-format --dry-run --Werror --ferror-limit=1 || broken+=("layout: ./dev format")

tidy_changed || broken+=("clang-tidy")

[[ ${#broken[@]} -eq 0 ]] || die "lint found something in: ${broken[*]}"
step "lint is clean"
