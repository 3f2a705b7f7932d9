# Runs the portfile by stand-ins of the functions of vcpkg that it calls, in the order and with the
# variables that vcpkg gives. Small ones of our own: they do what the functions are documented to do.
#
#   cmake -DPORT_FOLDER=… -DOUTSIDE=… -P vcpkg.cmake      leaves OUTSIDE/packages
cmake_minimum_required(VERSION 3.25)

set(PORT broadsheet)
set(TARGET_TRIPLET x64-linux)
set(DOWNLOADS "${OUTSIDE}/downloads")
set(CURRENT_BUILDTREES_DIR "${OUTSIDE}/buildtrees")
set(CURRENT_PACKAGES_DIR "${OUTSIDE}/packages")
set(suffix_rel "")
set(suffix_dbg /debug)
set(type_rel Release)
set(type_dbg Debug)

# What is not known here, or not given, is an error: a misspelt argument must not pass.
macro(parse_all one many)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "${one}" "${many}")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${CMAKE_CURRENT_FUNCTION} does not know ${arg_UNPARSED_ARGUMENTS}.")
  endif()
endmacro()

function(vcpkg_extract_source_archive result)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ARCHIVE" "")
  get_filename_component(name "${arg_ARCHIVE}" NAME_WE)
  set(folder "${CURRENT_BUILDTREES_DIR}/src/${name}")
  file(ARCHIVE_EXTRACT INPUT "${arg_ARCHIVE}" DESTINATION "${folder}")
  file(GLOB root "${folder}/*")
  set(${result} "${root}" PARENT_SCOPE)
endfunction()

function(vcpkg_cmake_configure)
  parse_all(SOURCE_PATH OPTIONS)
  foreach(build rel dbg)
    execute_process(
      COMMAND "${CMAKE_COMMAND}" -G Ninja -S "${arg_SOURCE_PATH}"
        -B "${CURRENT_BUILDTREES_DIR}/${TARGET_TRIPLET}-${build}"
        ${arg_OPTIONS}
        "-DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}${suffix_${build}}"
        -DCMAKE_BUILD_TYPE=${type_${build}}
        -DCMAKE_CXX_FLAGS_RELEASE=-O0 -DCMAKE_CXX_FLAGS_DEBUG=-O0  # What is tried is not its speed.
        -DBUILD_SHARED_LIBS=OFF
        -DFETCHCONTENT_FULLY_DISCONNECTED=ON
        -DCMAKE_INSTALL_LIBDIR:STRING=lib -DCMAKE_INSTALL_BINDIR:STRING=bin
        -DCMAKE_ERROR_ON_ABSOLUTE_INSTALL_DESTINATION=ON
      ERROR_VARIABLE warnings COMMAND_ERROR_IS_FATAL ANY)
    foreach(option IN LISTS arg_OPTIONS)
      string(REGEX REPLACE "^-D([^:=]*).*" "\\1" name "${option}")
      if(warnings MATCHES "not used by the project.*${name}")
        message(FATAL_ERROR "The project does not use ${name}.")
      endif()
    endforeach()
  endforeach()
endfunction()

function(vcpkg_cmake_install)
  parse_all("" "")
  foreach(build rel dbg)
    execute_process(
      COMMAND "${CMAKE_COMMAND}" --build "${CURRENT_BUILDTREES_DIR}/${TARGET_TRIPLET}-${build}"
        --target install
      COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endfunction()

# Moves the files of find_package() to share/, those of both builds into one folder.
function(vcpkg_cmake_config_fixup)
  parse_all(CONFIG_PATH "")
  set(share "${CURRENT_PACKAGES_DIR}/share/${PORT}")
  file(GLOB debug_targets "${CURRENT_PACKAGES_DIR}/debug/${arg_CONFIG_PATH}/*-debug.cmake")
  file(GLOB files "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}/*")
  if(NOT debug_targets OR NOT files)
    message(FATAL_ERROR "${arg_CONFIG_PATH} has no files for find_package().")
  endif()
  file(COPY ${files} DESTINATION "${share}")
  foreach(file IN LISTS debug_targets)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    string(REPLACE "\${_IMPORT_PREFIX}/lib" "\${_IMPORT_PREFIX}/debug/lib" text "${text}")
    file(WRITE "${share}/${name}" "${text}")
  endforeach()
  foreach(build rel dbg)
    file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}${suffix_${build}}/lib/cmake")
  endforeach()
  # From share/broadsheet the prefix is two folders up; from lib/cmake/broadsheet it was three.
  file(GLOB files "${share}/*.cmake")
  set(up "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\n")
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    string(REPLACE "${up}${up}${up}" "${up}${up}" text "${text}")
    string(REPLACE "\${CMAKE_CURRENT_LIST_DIR}/../../../" "\${CMAKE_CURRENT_LIST_DIR}/../../" text "${text}")
    file(WRITE "${file}" "${text}")
  endforeach()
endfunction()

# The paths in the file are relative already; that they are is what this one checks.
function(vcpkg_fixup_pkgconfig)
  parse_all("" "")
  foreach(build rel dbg)
    file(READ "${CURRENT_PACKAGES_DIR}${suffix_${build}}/lib/pkgconfig/${PORT}.pc" text)
    if(NOT text MATCHES "prefix=\\\${pcfiledir}")
      message(FATAL_ERROR "${PORT}.pc is not relative to where it stands:\n${text}")
    endif()
  endforeach()
endfunction()

function(vcpkg_install_copyright)
  parse_all("" FILE_LIST)
  foreach(file IN LISTS arg_FILE_LIST)
    file(READ "${file}" text)
    file(APPEND "${CURRENT_PACKAGES_DIR}/share/${PORT}/copyright" "${text}\n")
  endforeach()
endfunction()

include("${PORT_FOLDER}/portfile.cmake")

# What vcpkg complains of after a build.
foreach(unwanted debug/include debug/share lib/cmake debug/lib/cmake share/doc)
  if(EXISTS "${CURRENT_PACKAGES_DIR}/${unwanted}")
    message(FATAL_ERROR "The port leaves ${unwanted}.")
  endif()
endforeach()
foreach(wanted include/broadsheet/render.h lib/libbroadsheet.a debug/lib/libbroadsheet.a
    share/broadsheet/copyright share/broadsheet/usage share/broadsheet/broadsheet-config.cmake)
  if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/${wanted}")
    message(FATAL_ERROR "The port leaves no ${wanted}.")
  endif()
endforeach()
