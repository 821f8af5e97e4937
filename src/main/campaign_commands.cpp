#include "main/campaign_commands.hpp"

namespace metroon::main {

void CampaignCommands::campaign() {
  auto* campaign = group("campaign", "Many endings at once, as after a graduation");
  auto* list =
      on_house(campaign, "list", "The campaigns; with --name, make one: it ends nothing yet",
               [this](app::House& house, const app::Call& call) {
                 auto named = call;
                 named.actor = "operator:" + operator_name();
                 auto arguments = campaign_;
                 if (!file_.empty()) arguments.wish.lines = read_file(file_, "the list");
                 return cli::campaign_list(house, named, std::move(arguments), common_.format());
               });
  auto& wish = campaign_.wish;
  list->add_option("--name", wish.name, "As the office calls it");
  list->add_option("--kind", wish.kinds, "Key of a capacity; may be given several times");
  list->add_option("--unit", wish.unit, "Key of a unit; without it any");
  list->add_option("--last-day", wish.last_day,
                   "The last day in the capacity; an end that is known and comes sooner stays");
  list->add_flag("--lapsed", campaign_.lapsed, "They leave without graduating");
  auto* file = list->add_option("--file", file_,
                                "Usernames or students' numbers, one a line, in the first column");
  list->add_flag("--leave-out", wish.leave_out, "Leave out lines that fit nobody, or several")
      ->needs(file);
  list->add_option("--ended-from", wish.ended_from,
                   "Without a file: those who ended or will have ended from this day on")
      ->excludes(file);
  list->add_option("--ends-by", wish.ends_by, "… up to this day")->excludes(file);
  json_option(list);
  on_campaign(campaign, "preview", "What would end for whom, and what stays; writes nothing",
              &cli::campaign_preview);
  on_campaign(campaign, "discard", "Take away one that was never started", &cli::campaign_discard);
  on_campaign(campaign, "start", "Record the endings; notices follow by the policy's calendar",
              &cli::campaign_start);
  on_campaign(campaign, "status", "How many wait, were told, bounced, claimed, ended",
              &cli::campaign_status);
  on_campaign(campaign, "pause", "Nobody of it is told, and nothing of it ends",
              &cli::campaign_pause);
  on_campaign(campaign, "resume", "Let it go on", &cli::campaign_resume);
  on_campaign(campaign, "report", "Who ended, who stayed and why, as CSV", &cli::campaign_report);
}

void CampaignCommands::on_campaign(CLI::App* campaign, const std::string& name,
                                   const std::string& about, Work work) {
  auto* added =
      on_house(campaign, name, about, [this, work](app::House& house, const app::Call& call) {
        auto named = call;
        named.actor = "operator:" + operator_name();
        return work(house, named, {campaign_.id}, common_.format());
      });
  added->add_option("campaign", campaign_.id, "Its number")->required();
  json_option(added);
}

}  // namespace metroon::main
