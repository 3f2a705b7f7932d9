"""Stand-ins of conan.tools.build."""


def can_run(_conanfile):
    return True


def check_min_cppstd(conanfile, cppstd):
    if int(conanfile.settings.compiler.cppstd) < cppstd:
        raise ValueError(f"C++{cppstd} is asked for")
