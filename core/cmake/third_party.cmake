include(FetchContent)
FetchContent_Declare(md4c)
FetchContent_Declare(yaml_cpp)
FetchContent_Declare(nlohmann_json)
