# broadsheet_install(<target>): the rules of `cmake --install` for the library <target>, so that
# find_package(broadsheet CONFIG) gives broadsheet::core, and pkg-config knows `broadsheet`. The third-party code is inside the
# library (object libraries, linked under $<BUILD_INTERFACE:…>); a dependent needs none of it.
include_guard(GLOBAL)
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

function(broadsheet_install target)
  set(folder "${CMAKE_INSTALL_LIBDIR}/cmake/broadsheet")
  set_target_properties(${target} PROPERTIES EXPORT_NAME core OUTPUT_NAME broadsheet)

  install(TARGETS ${target} EXPORT broadsheet-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/core/include/broadsheet"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/THIRD_PARTY_NOTICES"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/broadsheet")

  # A program in C links the runtime of C++ by name, because its project may not know C++ at all.
  set(BROADSHEET_CXX_RUNTIME ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
  if(CMAKE_C_IMPLICIT_LINK_LIBRARIES)
    list(REMOVE_ITEM BROADSHEET_CXX_RUNTIME ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
  endif()
  list(REMOVE_DUPLICATES BROADSHEET_CXX_RUNTIME)

  # What pkg-config tells. A shared library brings the runtime of C++ itself, and its users must know
  # that it is one.
  get_target_property(type ${target} TYPE)
  set(BROADSHEET_PC_LIBS "-lbroadsheet")
  set(BROADSHEET_PC_CFLAGS "")
  if(type STREQUAL "SHARED_LIBRARY")
    set(BROADSHEET_PC_CFLAGS " -DBROADSHEET_SHARED")
  else()
    foreach(library IN LISTS BROADSHEET_CXX_RUNTIME)
      string(APPEND BROADSHEET_PC_LIBS " -l${library}")
    endforeach()
  endif()
  configure_file("${PROJECT_SOURCE_DIR}/core/cmake/broadsheet.pc.in"
    "${PROJECT_BINARY_DIR}/broadsheet.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/broadsheet.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

  install(EXPORT broadsheet-targets NAMESPACE broadsheet:: DESTINATION "${folder}")
  configure_package_config_file("${PROJECT_SOURCE_DIR}/core/cmake/broadsheet-config.cmake.in"
    "${PROJECT_BINARY_DIR}/broadsheet-config.cmake" INSTALL_DESTINATION "${folder}")
  write_basic_package_version_file("${PROJECT_BINARY_DIR}/broadsheet-config-version.cmake"
    VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
  install(FILES
    "${PROJECT_BINARY_DIR}/broadsheet-config.cmake"
    "${PROJECT_BINARY_DIR}/broadsheet-config-version.cmake"
    DESTINATION "${folder}")
endfunction()
