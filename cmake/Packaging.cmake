# SPDX-License-Identifier: GPL-3.0-or-later
# What an installation holds, and the Debian package that ./dev package makes of it.
include(GNUInstallDirs)
install(TARGETS shipglass RUNTIME)
install(FILES packaging/shipglass.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/shipglass.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES LICENSE CHANGELOG.md docs/configuration.md docs/records.md docs/query.md docs/examples/shipglass.yaml DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Shipglass developers <shipglass@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "desktop cockpit for software delivery")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
include(CPack)
