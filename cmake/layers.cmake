# Each folder under src/ is one static library; what it may include is what it may link.
# tools/check_layers.py checks the same graph file by file, from tools/layers.txt.

add_library(metroon_options INTERFACE)
target_compile_options(metroon_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum
                                                 -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual -Werror
                                                 -fstack-protector-strong)
target_compile_definitions(metroon_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2> _GLIBCXX_ASSERTIONS
                                                     BOOST_ALL_NO_LIB)

function(metroon_layer name)
  cmake_parse_arguments(LAYER "" "" "MAY_USE;LIBRARIES;EXTRA" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp ${CMAKE_SOURCE_DIR}/src/${name}/*/*.cpp)
  list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/src/main/main.cpp)  # The program itself.
  if(NOT sources AND NOT LAYER_EXTRA)
    return()
  endif()
  add_library(metroon_${name} STATIC ${sources} ${LAYER_EXTRA})
  target_include_directories(metroon_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  foreach(other ${LAYER_MAY_USE})
    if(TARGET metroon_${other})
      target_link_libraries(metroon_${name} PUBLIC metroon_${other})
    endif()
  endforeach()
  target_link_libraries(metroon_${name} PUBLIC ${LAYER_LIBRARIES} PRIVATE metroon_options)
endfunction()

# All tests of a layer are one program, tests/<layer>/*_test.cpp and *_fixture.cpp; ctest runs them case by case, or with
# WHOLE all in one process: where the program starts a server for its tests.
function(metroon_layer_tests name)
  cmake_parse_arguments(TESTS "WHOLE" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cpp
       ${CMAKE_SOURCE_DIR}/tests/${name}/*_fixture.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_test PRIVATE METROON_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name}_test PRIVATE ${TESTS_LIBRARIES} metroon_options GTest::gtest_main GTest::gmock rapidcheck)
  if(TESTS_WHOLE)
    add_test(NAME ${name}_test COMMAND ${name}_test)
    set_tests_properties(${name}_test PROPERTIES TIMEOUT 600)
    return()
  endif()
  gtest_discover_tests(${name}_test PROPERTIES TIMEOUT 300 DISCOVERY_TIMEOUT 60)
endfunction()
