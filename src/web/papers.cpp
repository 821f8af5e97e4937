#include "web/papers.hpp"

namespace metroon::web {

std::string file_hint(const Context& context) {
  const auto megabytes = context.house.policy.applications.document_megabytes;
  return context.text("track.file_hint", {{"megabytes", std::to_string(megabytes)}});
}

FieldView paper_field(const Context& context, const core::Evidence& evidence) {
  const auto& about = context.words(evidence.hint);
  return {.name = evidence.key,
          .label = context.words(evidence.name),
          .input = Input::file,
          .hint = about.empty() ? file_hint(context) : about + " " + file_hint(context),
          .required = false,
          .accept = std::string{allowed_files}};
}

void put_missing(View& page, const Context& context, std::span<const core::EvidenceIndex> missing) {
  if (missing.empty()) return;
  auto list = page.add("MISSING");
  for (const auto index : missing) {
    const auto& evidence = context.house.policy.evidence[index];
    auto row = list.add("PAPER");
    row.set("NAME", context.words(evidence.name));
    if (evidence.form) row.add("BLANK").set("HREF", fmt::format("/papers/{}.pdf", evidence.key));
  }
}

void put_bring(View& page, std::string_view section, const Context& context,
               std::span<const core::EvidenceIndex> papers) {
  const auto& office = context.house.policy.office;
  auto bring = page.add(section);
  bring.set("OFFICE", context.words(office.name)).set("PLACE", context.words(office.place));
  bring.set("HOURS", context.texts.office_hours(context.language(), office.hours));
  for (const auto index : papers)
    bring.add("PAPER").set("NAME", context.words(context.house.policy.evidence[index].name));
}

}  // namespace metroon::web
