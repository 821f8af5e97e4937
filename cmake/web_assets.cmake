# Templates, style, scripts and compiled translations, embedded into the web layer.
set(web_embedded "")
file(GLOB_RECURSE template_files CONFIGURE_DEPENDS src/web/templates/*.html)
file(GLOB_RECURSE static_files CONFIGURE_DEPENDS src/web/static/*)
file(GLOB catalogue_files CONFIGURE_DEPENDS translations/*.po)
if(template_files)
  metroon_embed(OUTPUT templates_cpp NAMESPACE metroon::web SYMBOL embedded_templates
                ROOT ${CMAKE_SOURCE_DIR}/src/web/templates FILES ${template_files})
  list(APPEND web_embedded ${templates_cpp})
endif()
if(static_files)
  metroon_embed(OUTPUT static_cpp NAMESPACE metroon::web SYMBOL embedded_static
                ROOT ${CMAKE_SOURCE_DIR}/src/web/static FILES ${static_files})
  list(APPEND web_embedded ${static_cpp})
endif()
