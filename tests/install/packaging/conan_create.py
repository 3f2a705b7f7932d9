"""Does with the recipe what `conan create` does, by the stand-in beside this file.

    python3 conan_create.py RECIPE_FOLDER OUTSIDE VERSION static|shared
"""

import importlib.util
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_in"))

from conan import ConanFile  # noqa: E402
from conan.tools.cmake import CMakeToolchain  # noqa: E402


def recipe_of(folder):
    path = os.path.join(folder, "conanfile.py")
    spec = importlib.util.spec_from_file_location(os.path.basename(folder), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    [recipe] = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, ConanFile) and value is not ConanFile
    ]
    return recipe(folder)


def create(recipe, outside, shared):
    recipe.options.shared = shared
    recipe.export_sources_folder = recipe.source_folder = os.path.join(outside, "source")
    recipe.build_folder = os.path.join(outside, "build")
    recipe.package_folder = os.path.join(outside, "package")
    recipe.set_version()
    recipe.export_sources()
    # From here on the recipe runs in the cache: the checkout is not beside it.
    recipe.recipe_folder = outside
    recipe.layout()
    recipe.validate()
    os.chdir(recipe.source_folder)
    recipe.source()
    recipe.generate()
    recipe.build()
    recipe.package()
    recipe.package_info()
    os.chdir(outside)
    shutil.rmtree(recipe.source_folder)
    shutil.rmtree(recipe.build_folder)


def test(recipe, package, outside):
    recipe.source_folder = recipe.recipe_folder
    recipe.build_folder = os.path.join(outside, "test")
    recipe.tested_reference_str = f"{package.name}/{package.version}"
    recipe.prefix_path = [
        os.path.join(package.package_folder, folder) for folder in package.cpp_info.builddirs
    ]
    recipe.requirements()
    recipe.layout()
    CMakeToolchain(recipe).generate()
    recipe.build()
    recipe.test()


def files_of(folder):
    return sorted(
        os.path.relpath(os.path.join(place, name), folder)
        for place, _, names in os.walk(folder)
        for name in names
    )


folder, outside, version, linkage = sys.argv[1:]
shared = linkage == "shared"
package = recipe_of(folder)
create(package, outside, shared)
assert package.version == version, package.version
files = files_of(package.package_folder)
library = "lib/libbroadsheet." + ("so" if shared else "a")
for wanted in (library, "include/broadsheet/render.h", "licenses/LICENSE"):
    assert wanted in files, files
assert not any(name.startswith("share/") for name in files), files
# What those have who do not ask CMake: it must be what pkg-config tells.
with open(os.path.join(package.package_folder, "lib/pkgconfig/broadsheet.pc")) as file:
    told = file.read()
assert all(f"-l{name}" in told for name in package.cpp_info.libs), told
assert ("-DBROADSHEET_SHARED" in told) == ("BROADSHEET_SHARED" in package.cpp_info.defines)
test(recipe_of(os.path.join(folder, "test_package")), package, outside)
