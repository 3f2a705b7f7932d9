# Provides GTest::gtest, GTest::gtest_main and, for test programs:
#
#   broadsheet_add_gtest(<target>)   registers the program as one test of ctest
#
# One test a program, not one a case: a start of Node costs more than most cases. scripts/test counts
# the cases from the programs' output.
#
# Native builds take the installed GoogleTest. A wasm build cannot use it, so it compiles the source
# that Debian's libgtest-dev leaves in /usr/src/googletest; where there is neither, the upstream
# release is fetched.
include_guard(GLOBAL)
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

if(EMSCRIPTEN)
  # A program for Node. Our stack, so that a test of deep input means what it says; files of the host
  # are readable, as natively. Compiled synchronously, because Emscripten 3.1.6 would hand a path to
  # Node's fetch.
  function(broadsheet_link_for_node target scope)
    # Linked with little optimizing, which took longer than all tests: the sources are optimized, and the
    # module that is shipped has its own tests.
    target_link_options(${target} ${scope} -O1
      -sENVIRONMENT=node -sNODERAWFS=1 -sWASM_ASYNC_COMPILATION=0 -sEXIT_RUNTIME=1
      -sALLOW_MEMORY_GROWTH=1 -s${BROADSHEET_STACK_SETTING}=1048576 -Wl,--stack-first)
  endfunction()
  broadsheet_link_for_node(gtest INTERFACE)
  # Their JavaScript is CommonJS, which Node must be told inside a package of type "module".
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/package.json" CONTENT "{ \"type\": \"commonjs\" }\n" @ONLY)
endif()

function(broadsheet_add_gtest target)
  add_test(NAME ${target} COMMAND ${target} --gtest_color=no)
  set_tests_properties(${target} PROPERTIES LABELS gtest)
endfunction()
