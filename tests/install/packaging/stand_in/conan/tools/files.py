"""Stand-ins of conan.tools.files."""

import fnmatch
import os
import shutil
import tarfile


def load(_conanfile, path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def rmdir(_conanfile, path):
    if os.path.exists(path):
        shutil.rmtree(path)


def copy(_conanfile, pattern, src, dst):
    found = 0
    for folder, _, names in os.walk(src):
        for name in names:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, src)
            if fnmatch.fnmatch(relative, pattern):
                target = os.path.join(dst, relative)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copy2(path, target)
                found += 1
    if not found:
        raise FileNotFoundError(pattern)


def get(conanfile, url, sha256, destination, strip_root):
    """There is no network: unpacks the same release as Debian has it, from the cache of the build."""
    pins = load(conanfile, os.path.join(conanfile.source_folder, "core/cmake/third_party_pins.txt"))
    [tarball] = [
        fields[3]
        for fields in map(str.split, pins.splitlines())
        if fields and fields[-2:] == [url, sha256]
    ]
    target = os.path.join(conanfile.source_folder, destination)
    with tarfile.open(os.path.join(os.environ["BROADSHEET_CACHE"], "sources", tarball)) as archive:
        if not strip_root:
            raise ValueError("the recipe wants no folder of the release's name")
        for member in archive.getmembers():
            _, _, member.name = member.name.partition("/")
            if member.name and (member.isfile() or member.isdir()):
                archive.extract(member, target)
