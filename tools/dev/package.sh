# SPDX-License-Identifier: GPL-3.0-or-later
# make a Debian package of a release build
need build run
build release shipglass
step "packaging"
cpack --config build/release/CPackConfig.cmake -B build/package >build/package.log 2>&1 || {
    cat build/package.log >&2
    die "cpack failed"
}
ls build/package/*.deb
