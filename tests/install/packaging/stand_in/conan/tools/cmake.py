"""Stand-ins of conan.tools.cmake: a toolchain file, and the runs of CMake."""

import os
import subprocess


def cmake_layout(conanfile):
    conanfile.has_layout = True


class CMakeToolchain:
    def __init__(self, conanfile):
        self._conanfile = conanfile
        self.cache_variables = {}

    def generate(self):
        variables = {
            "CMAKE_CXX_STANDARD": self._conanfile.settings.compiler.cppstd,
            "CMAKE_INSTALL_LIBDIR": "lib",
            "CMAKE_PREFIX_PATH": ";".join(self._conanfile.prefix_path),
            # What is tried is not its speed.
            "CMAKE_CXX_FLAGS_RELEASE": "-O0",
            **self.cache_variables,
        }
        shared = getattr(self._conanfile.options, "shared", None)
        if shared is not None:
            variables["BUILD_SHARED_LIBS"] = shared
        os.makedirs(self._conanfile.build_folder, exist_ok=True)
        with open(toolchain_of(self._conanfile), "w", encoding="utf-8") as file:
            for name, value in variables.items():
                text = {True: "ON", False: "OFF"}.get(value, value)
                file.write(f'set({name} "{text}" CACHE STRING "" FORCE)\n')


class CMake:
    def __init__(self, conanfile):
        self._conanfile = conanfile

    def configure(self):
        source, build = self._conanfile.source_folder, self._conanfile.build_folder
        _run(
            *("-G", "Ninja", "-S", source, "-B", build),
            f"-DCMAKE_TOOLCHAIN_FILE={toolchain_of(self._conanfile)}",
            f"-DCMAKE_BUILD_TYPE={self._conanfile.settings.build_type}",
        )

    def build(self):
        _run("--build", self._conanfile.build_folder)

    def install(self):
        _run("--install", self._conanfile.build_folder, "--prefix", self._conanfile.package_folder)


def toolchain_of(conanfile):
    return os.path.join(conanfile.build_folder, "conan_toolchain.cmake")


def _run(*arguments):
    subprocess.run(["cmake", *arguments], check=True)
