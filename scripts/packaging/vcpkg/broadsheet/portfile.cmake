# An overlay port: it builds the checkout that it lies in.
#
#   vcpkg install broadsheet --overlay-ports=scripts/packaging/vcpkg --binarysource=clear
#
# (vcpkg's binary cache goes by the files of the port and would not see that the sources have changed.)
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)

# vcpkg keeps FetchContent from the network, so the third-party sources are brought here, as pinned.
# vcpkg_download_distfile() is not used: it takes SHA-512 only.
set(cache "${SOURCE_PATH}/.cache")
if(DEFINED ENV{BROADSHEET_CACHE})
  set(cache "$ENV{BROADSHEET_CACHE}")
endif()
set(third_party "")
file(STRINGS "${SOURCE_PATH}/core/cmake/third_party_pins.txt" pins REGEX "^[a-z]")
foreach(pin IN LISTS pins)
  separate_arguments(fields UNIX_COMMAND "${pin}")
  list(GET fields 0 name)
  list(GET fields 1 version)
  list(GET fields 3 tarball)
  list(GET fields 4 hash)
  list(GET fields 5 url)
  list(GET fields 6 url_hash)
  if(EXISTS "${cache}/sources/${tarball}")
    file(SHA256 "${cache}/sources/${tarball}" found)
    if(found STREQUAL hash)
      continue()  # The build finds it there itself.
    endif()
  endif()
  set(archive "${DOWNLOADS}/${name}-${version}.tar.gz")
  file(DOWNLOAD "${url}" "${archive}" EXPECTED_HASH "SHA256=${url_hash}")
  vcpkg_extract_source_archive(folder ARCHIVE "${archive}")
  string(TOUPPER "${name}" upper)
  string(REPLACE "-" "_" upper "${upper}")
  list(APPEND third_party "-DFETCHCONTENT_SOURCE_DIR_${upper}=${folder}")
endforeach()

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DBROADSHEET_BUILD_TESTS=OFF ${third_party})
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/broadsheet)
vcpkg_fixup_pkgconfig()

# The headers are those of the release build, and the licences go into one file.
file(REMOVE_RECURSE
  "${CURRENT_PACKAGES_DIR}/debug/include"
  "${CURRENT_PACKAGES_DIR}/debug/share"
  "${CURRENT_PACKAGES_DIR}/share/doc")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE" "${SOURCE_PATH}/THIRD_PARTY_NOTICES")
