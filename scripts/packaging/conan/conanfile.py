"""Recipe for Conan 2, which builds the checkout that it lies in.

    conan create scripts/packaging/conan -s compiler.cppstd=20
"""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, get, load, rmdir


class BroadsheetRecipe(ConanFile):
    name = "broadsheet"
    description = "Markdown newsletters: front matter, HTML, catalog, search"
    license = "MIT"
    topics = ("markdown", "commonmark", "front-matter", "newsletter")
    package_type = "library"
    settings = "os", "compiler", "build_type", "arch"
    options = {"shared": [True, False]}
    default_options = {"shared": False}

    def set_version(self):
        project = load(self, os.path.join(self._checkout, "CMakeLists.txt"))
        self.version = re.search(r"project\(broadsheet VERSION ([\d.]+)", project).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "THIRD_PARTY_NOTICES", "core/*"):
            copy(self, pattern, src=self._checkout, dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        if self.settings.get_safe("compiler.cppstd"):
            check_min_cppstd(self, 20)

    def source(self):
        for name, url, sha256 in self._pins():
            get(self, url, sha256=sha256, strip_root=True, destination=f"third_party/{name}")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["BROADSHEET_BUILD_TESTS"] = False
        for name, _, _ in self._pins():
            folder = os.path.join(self.source_folder, "third_party", name)
            variable = "FETCHCONTENT_SOURCE_DIR_" + name.upper().replace("-", "_")
            toolchain.cache_variables[variable] = folder.replace("\\", "/")
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        licenses = os.path.join(self.package_folder, "licenses")
        for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
            copy(self, name, src=self.source_folder, dst=licenses)
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_info(self):
        # The library's own configuration for CMake gives broadsheet::core, and C++20 with it.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/broadsheet"]
        self.cpp_info.set_property("pkg_config_name", "broadsheet")
        self.cpp_info.libs = ["broadsheet"]
        if self.options.shared:
            self.cpp_info.defines = ["BROADSHEET_SHARED"]

    @property
    def _checkout(self):
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def _pins(self):
        """The third-party sources: name, address and SHA-256 of the upstream release."""
        pins = load(self, os.path.join(self.source_folder, "core/cmake/third_party_pins.txt"))
        for line in pins.splitlines():
            if line and not line.startswith("#"):
                name, _version, _package, _tarball, _hash, url, sha256 = line.split()
                yield name, url, sha256
