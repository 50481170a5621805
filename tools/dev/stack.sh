# SPDX-License-Identifier: GPL-3.0-or-later
# open the window on real servers, started on free ports for as long as it is open
need build run test
build release shipglass shipglass-stack
if [[ ${1:-} == --only-servers ]]; then
    isolated build/release/tests/servers/shipglass-stack --only-servers
else
    isolated build/release/tests/servers/shipglass-stack "$PWD/build/release/app/shipglass" "$@"
fi
