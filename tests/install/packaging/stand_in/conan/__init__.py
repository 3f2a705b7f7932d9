"""A stand-in of the parts of Conan 2 that the recipe uses. What it does not know is an error."""

import os
import subprocess
from types import SimpleNamespace


class Settings:
    os = "Linux"
    arch = "x86_64"
    build_type = "Release"
    compiler = SimpleNamespace(cppstd="20")

    def get_safe(self, name):
        return {"compiler.cppstd": self.compiler.cppstd}[name]


class CppInfo:
    def __init__(self):
        self.properties = {}
        self.builddirs = self.libs = self.defines = ()

    def __setattr__(self, name, value):
        if name not in ("properties", "builddirs", "libs", "defines"):
            raise AttributeError(name)
        object.__setattr__(self, name, value)

    def set_property(self, name, value):
        if name not in ("cmake_find_mode", "pkg_config_name"):
            raise AttributeError(name)
        self.properties[name] = value


class ConanFile:
    default_options = {}
    version = None

    def __init__(self, recipe_folder):
        self.recipe_folder = recipe_folder
        self.settings = Settings()
        self.options = SimpleNamespace(**self.default_options)
        self.cpp_info = CppInfo()
        self.cpp = SimpleNamespace(build=SimpleNamespace(bindir="."))
        self.required = []
        # Set by who uses a package: where the files for find_package() of what it requires lie.
        self.prefix_path = []

    def requires(self, reference):
        self.required.append(reference)

    def run(self, command, env):
        if env != "conanrun":
            raise ValueError(env)
        subprocess.run([os.path.join(self.build_folder, command)], check=True)
