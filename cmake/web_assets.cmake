# Templates, style, scripts and compiled translations, embedded into the web layer.
file(GLOB template_files CONFIGURE_DEPENDS src/web/templates/*.html)
file(GLOB static_files CONFIGURE_DEPENDS src/web/static/*)

# translations/<subject>.<language>.po: several files a language, so that a subject can be translated by itself.
set(catalogues "")
foreach(language el en)
  file(GLOB parts CONFIGURE_DEPENDS translations/*.${language}.po)
  set(catalogue ${CMAKE_BINARY_DIR}/generated/${language}.mo)
  add_custom_command(OUTPUT ${catalogue}
    COMMAND msgcat --no-wrap -o ${CMAKE_BINARY_DIR}/generated/${language}.po ${parts}
    COMMAND msgfmt -o ${catalogue} ${CMAKE_BINARY_DIR}/generated/${language}.po
    DEPENDS ${parts} VERBATIM)
  list(APPEND catalogues ${catalogue})
endforeach()

metroon_embed(OUTPUT templates_cpp NAMESPACE metroon::web SYMBOL embedded_templates
              ROOT ${CMAKE_SOURCE_DIR}/src/web/templates FILES ${template_files})
metroon_embed(OUTPUT static_cpp NAMESPACE metroon::web SYMBOL embedded_static
              ROOT ${CMAKE_SOURCE_DIR}/src/web/static FILES ${static_files})
metroon_embed(OUTPUT catalogues_cpp NAMESPACE metroon::web SYMBOL embedded_catalogues
              ROOT ${CMAKE_BINARY_DIR}/generated FILES ${catalogues})
set(web_embedded ${templates_cpp} ${static_cpp} ${catalogues_cpp})
