# SPDX-License-Identifier: Apache-2.0
# Every library we link, found once. docs/dependencies.md gives the reason and licence of each.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(GTest REQUIRED)

# Debian keeps Boost 1.81 beside its default; headers need no target, Boost.JSON is the one compiled library.
find_path(BOOST_INCLUDE boost/version.hpp REQUIRED)
find_library(BOOST_JSON_LIBRARY NAMES boost_json REQUIRED)
add_library(boost_json INTERFACE)
target_link_libraries(boost_json INTERFACE ${BOOST_JSON_LIBRARY})
target_compile_definitions(boost_json INTERFACE BOOST_ASIO_NO_DEPRECATED)

function(hz_pkg target module)
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${module})
  add_library(lib_${target} ALIAS PkgConfig::${target})
endfunction()

hz_pkg(sqlite sqlite3)
hz_pkg(libpq libpq)
hz_pkg(argon2 libargon2)
hz_pkg(jemalloc jemalloc)
hz_pkg(re2 re2)
hz_pkg(pugixml pugixml)
hz_pkg(yaml yaml-cpp)
hz_pkg(zip libzip)
hz_pkg(simdjson simdjson)
hz_pkg(spdlog spdlog)
hz_pkg(pangocairo pangocairo)
hz_pkg(qrencode libqrencode)
hz_pkg(cairo_pdf cairo-pdf)

# Intel's decimal floating point (34 digits): values by argument, no global rounding mode or flags.
find_path(BID_INCLUDE bid_functions.h REQUIRED)
find_library(BID_LIBRARY NAMES libbidgcc000.a bidgcc000 REQUIRED)
add_library(lib_bid INTERFACE)
target_include_directories(lib_bid SYSTEM INTERFACE ${BID_INCLUDE})
target_link_libraries(lib_bid INTERFACE ${BID_LIBRARY})

# Debian ships date-tz as a CMake package only; it reads the system's own zone database.
find_package(date REQUIRED CONFIG)
add_library(lib_date INTERFACE)
target_link_libraries(lib_date INTERFACE date::date-tz)
