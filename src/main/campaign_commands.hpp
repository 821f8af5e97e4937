// Commands about many endings at once.
#pragma once

#include "cli/campaign.hpp"
#include "main/record_commands.hpp"

namespace metroon::main {

class CampaignCommands : public RecordCommands {
 protected:
  void campaign();

 private:
  using Work = cli::Output (*)(app::House&, const app::Call&, core::CampaignId, cli::Format);
  void on_campaign(CLI::App* campaign, const std::string& name, const std::string& about, Work);

  cli::CampaignArguments campaign_;
};

}  // namespace metroon::main
