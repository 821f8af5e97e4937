// The file that an OpenVPN client reads (E4).
#pragma once

#include <string>
#include <string_view>

#include "core/policy.hpp"

namespace metroon::core {

/// A client profile with the holder's name in it, and no password: the client asks for that.
/// @param service One whose software is delivered as vpn_profile; `SoftwareItem::server` says where
/// the client connects.
/// @param certificate PEM of the server's authority; empty where the server's certificate is
/// publicly trusted.
/// @source OpenVPN 2.5 reference manual, client options.
[[nodiscard]] std::string vpn_profile(const Policy& policy, ServiceIndex service,
                                      std::string_view username, std::string_view certificate);

}  // namespace metroon::core
