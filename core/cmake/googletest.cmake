# Provides GTest::gtest, GTest::gtest_main and the function gtest_discover_tests.
#
# Native builds take the installed GoogleTest. A wasm build cannot use it, so it compiles the source
# that Debian's libgtest-dev leaves in /usr/src/googletest; where there is neither, the upstream
# release is fetched.
include_guard(GLOBAL)
include(GoogleTest)

if(NOT EMSCRIPTEN)
  find_package(GTest QUIET)
endif()
if(NOT TARGET GTest::gtest)
  set(INSTALL_GTEST OFF CACHE BOOL "" FORCE)
  set(BUILD_GMOCK OFF CACHE BOOL "" FORCE)
  set(BROADSHEET_DEBIAN_GOOGLETEST /usr/src/googletest)
  # Looked up with EXISTS because find_path would search the sysroot in a cross build.
  if(EXISTS "${BROADSHEET_DEBIAN_GOOGLETEST}/CMakeLists.txt")
    add_subdirectory("${BROADSHEET_DEBIAN_GOOGLETEST}" "${PROJECT_BINARY_DIR}/googletest"
                     EXCLUDE_FROM_ALL)
  else()
    include(FetchContent)
    FetchContent_Declare(googletest
      URL https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz
      URL_HASH SHA256=81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2)
    FetchContent_MakeAvailable(googletest)
  endif()
  foreach(target gtest gtest_main)
    target_compile_options(${target} PRIVATE -w)
    if(NOT TARGET GTest::${target})
      add_library(GTest::${target} ALIAS ${target})
    endif()
  endforeach()
endif()
