# metroon_embed(OUTPUT variable NAMESPACE metroon::store SYMBOL embedded ROOT folder FILES …):
# a generated .cpp that holds the files' bytes and defines `std::span<const base::EmbeddedFile> SYMBOL()`.
function(metroon_embed)
  cmake_parse_arguments(EMBED "" "OUTPUT;NAMESPACE;SYMBOL;ROOT" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${EMBED_NAMESPACE}_${EMBED_SYMBOL}" stem)
  set(target_file ${CMAKE_BINARY_DIR}/generated/${stem}.cpp)
  add_custom_command(OUTPUT ${target_file}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${target_file} ${EMBED_NAMESPACE} ${EMBED_SYMBOL} ${EMBED_ROOT} ${EMBED_FILES}
    DEPENDS ${EMBED_FILES} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  set(${EMBED_OUTPUT} ${target_file} PARENT_SCOPE)
endfunction()
