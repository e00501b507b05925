# SPDX-License-Identifier: Apache-2.0
# Warnings, sanitizers, and the faster linker and compiler cache where the machine has them.
set(HZ_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=")
option(HZ_FUZZ "Build the libFuzzer targets" OFF)

# A machine that builds once reads common headers once; one that builds often keeps objects, which must not depend on that.
option(HZ_PRECOMPILE "Precompile common headers instead of keeping objects in a compiler cache" OFF)
find_program(CCACHE ccache)
if(HZ_PRECOMPILE)
  add_compile_options(-pthread)  # some libraries ask for it; who shares a precompiled header has to be compiled alike
elseif(CCACHE)
  # A checkout in another folder finds the same objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (CMAKE_BUILD_TYPE STREQUAL "Release" OR HZ_SANITIZE))
  # Optimising, GCC 12 warns of overlaps and uninitialised bytes inside its own std::string, std::optional and std::regex
  # (GCC bugs 105651, 105562).
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Line tables are enough for a stack trace, and keep the build small.
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
endif()
if(HZ_SANITIZE)
  add_compile_options(-fsanitize=${HZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HZ_SANITIZE})
endif()
if(HZ_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
