#include "main/listener.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <exception>
#include <expected>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "main/decode_request.hpp"
#include "main/request_head.hpp"
#include "main/response_head.hpp"
#include "main/serving.hpp"

namespace metroon::main {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t head_chunk = 4 * 1024;
constexpr std::size_t body_chunk = 64 * 1024;
constexpr int nobody_listens = 0;  // In place of a status: close without an answer.

/// Beast's parser is the strictest of those we tried. It is given a complete head only, never a
/// body: its 1.81 reader of chunked trailers ends the process at 64 kB.
std::optional<RequestHead> parse_head(std::string_view bytes, std::size_t limit) {
  http::request_parser<http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limit));
  parser.body_limit(boost::none);
  error_code error;
  parser.put(asio::buffer(bytes), error);
  if (error || !parser.is_header_done()) return std::nullopt;
  const auto& message = parser.get();
  RequestHead head{
      std::string{message.method_string()}, std::string{message.target()}, message.version(), {}};
  for (const auto& field : message)
    head.fields.emplace_back(std::string{field.name_string()}, std::string{field.value()});
  return head;
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Serving& serving, tcp::socket socket, const Address& peer)
      : serving_{serving},
        socket_{std::move(socket)},
        timer_{socket_.get_executor()},
        peer_{peer} {}

  asio::awaitable<void> serve();
  /// We are stopping: end unless in the midst of a request. From any thread.
  void leave_if_idle();
  [[nodiscard]] auto executor() { return socket_.get_executor(); }
  [[nodiscard]] const Address& peer() const { return peer_; }

 private:
  /// Nothing, or the status to refuse with.
  using Step = std::expected<void, int>;

  asio::awaitable<Step> read_head();
  asio::awaitable<Step> read_body();
  asio::awaitable<Step> answer_request();
  asio::awaitable<Step> exchange();
  asio::awaitable<std::size_t> read_some(std::string& into, std::size_t most);
  asio::awaitable<std::optional<web::Response>> work();
  asio::awaitable<bool> write(const web::Response& response, bool keep_alive);
  asio::awaitable<void> refuse(int status);
  asio::awaitable<void> linger();
  Step check_head();
  void arm(milliseconds deadline);
  void disarm();
  void check_deadline();

  Serving& serving_;
  tcp::socket socket_;
  asio::steady_timer timer_;
  Address peer_;
  bool idle_{false};     // Between requests.
  bool writing_{false};  // A deadline ends the connection, not only the reading.
  bool timed_out_{false};
  std::string bytes_;  // Came but belong to no request yet.
  RequestHead head_;   // Of the request under way, as all below.
  Framing framing_;
  std::string body_;
  BodyBudget::Share share_;
};

asio::awaitable<void> Connection::serve() {
  arm(serving_.settings.deadlines.head);
  for (;;) {
    const Step step = co_await exchange();
    if (!step && step.error() != nobody_listens) co_await refuse(step.error());
    if (!step || !framing_.keep_alive) break;
    arm(serving_.settings.deadlines.keep_alive);
  }
  co_await linger();
  disarm();
  error_code ignored;
  socket_.close(ignored);
}

asio::awaitable<Connection::Step> Connection::exchange() {
  head_ = {};
  framing_ = {};
  Step step = co_await read_head();
  if (step) step = co_await read_body();
  if (step) step = co_await answer_request();
  body_ = {};
  share_ = {};
  co_return step;
}

asio::awaitable<Connection::Step> Connection::read_head() {
  HeadScanner scanner;
  idle_ = true;
  for (;;) {
    if (idle_ && !bytes_.empty()) {
      idle_ = false;
      arm(serving_.settings.deadlines.head);
    }
    if (drop_blank_lines(bytes_)) scanner = {};
    const auto progress = scanner.scan(bytes_);
    if (progress == HeadScanner::Progress::malformed) co_return std::unexpected{400};
    const bool complete = progress == HeadScanner::Progress::complete;
    const auto length = complete ? scanner.length() : bytes_.size();
    if (length > serving_.settings.head_bytes) co_return std::unexpected{431};
    if (complete) break;
    if (idle_ && serving_.stopping) co_return std::unexpected{nobody_listens};
    const auto more = co_await read_some(bytes_, head_chunk);
    if (more == 0) co_return std::unexpected{timed_out_ && !idle_ ? 408 : nobody_listens};
  }
  auto head = parse_head(std::string_view{bytes_}.substr(0, scanner.length()),
                         serving_.settings.head_bytes);
  bytes_.erase(0, scanner.length());
  if (!head) co_return std::unexpected{400};
  head_ = std::move(*head);
  co_return check_head();
}

Connection::Step Connection::check_head() {
  const auto framing = judge_head(head_, serving_.head_rules);
  framing_.without_body = head_.method == "HEAD";
  if (!framing) return std::unexpected{framing.error()};
  framing_ = *framing;
  const auto path = decode_path(head_.target);
  if (!path) return std::unexpected{path.error()};
  if (framing_.body_bytes == 0) return {};
  if (framing_.body_bytes > serving_.pages.body_limit(*path).bytes) return std::unexpected{413};
  auto share = serving_.bodies.take(framing_.body_bytes);
  if (!share) return std::unexpected{503};
  share_ = std::move(*share);
  return {};
}

asio::awaitable<Connection::Step> Connection::read_body() {
  if (framing_.body_bytes == 0) co_return Step{};
  const auto& deadlines = serving_.settings.deadlines;
  arm(deadlines.body + deadlines.allowance(framing_.body_bytes));
  if (framing_.expects_continue && bytes_.empty()) {
    constexpr std::string_view go_on{"HTTP/1.1 100 Continue\r\n\r\n"};
    const auto [error, written] = co_await asio::async_write(socket_, asio::buffer(go_on), outcome);
    if (error) co_return std::unexpected{nobody_listens};
  }
  const auto size = static_cast<std::size_t>(framing_.body_bytes);
  body_ = bytes_.substr(0, size);
  bytes_.erase(0, size);
  while (body_.size() < size) {
    const auto more = co_await read_some(body_, std::min(body_chunk, size - body_.size()));
    if (more == 0) co_return std::unexpected{timed_out_ ? 408 : nobody_listens};
  }
  co_return Step{};
}

asio::awaitable<Connection::Step> Connection::answer_request() {
  disarm();
  auto response = co_await work();
  if (!response) response = serving_.refusal(503, head_.field("Accept-Language"));
  if (serving_.stopping) framing_.keep_alive = false;
  const bool sent = co_await write(*response, framing_.keep_alive);
  if (!sent) co_return std::unexpected{nobody_listens};
  co_return Step{};
}

/// Appends at most `most` octets. 0: the client is gone or the deadline has passed.
asio::awaitable<std::size_t> Connection::read_some(std::string& into, std::size_t most) {
  if (timed_out_) co_return 0;
  const auto before = into.size();
  into.resize(before + most);
  const auto [error, count] =
      co_await socket_.async_read_some(asio::buffer(into.data() + before, most), outcome);
  into.resize(before + (error ? 0 : count));
  co_return error ? 0 : count;
}

/// The answer of a worker, nothing if no worker could be had. Resumes on our own executor.
asio::awaitable<std::optional<web::Response>> Connection::work() {
  using Handed = std::optional<web::Response>;
  const auto initiate = [this](auto handler) {
    const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
    const auto hand_over = [waiting, executor = executor()](Handed response) {
      asio::post(executor, [waiting, response = std::move(response)]() mutable {
        std::move (*waiting)(std::move(response));
      });
    };
    const bool taken = serving_.workers->submit([self = shared_from_this(), hand_over] {
      hand_over(self->serving_.answer(self->head_, self->body_, self->peer_));
    });
    if (!taken) hand_over(std::nullopt);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Handed)>(
      initiate, asio::use_awaitable);
}

asio::awaitable<bool> Connection::write(const web::Response& response, bool keep_alive) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::string head = response_head(response, {keep_alive, now});
  const bool with_body = !framing_.without_body && !is_without_body(response.status);
  const std::array<asio::const_buffer, 2> parts{
      asio::buffer(head), asio::buffer(response.body.data(), with_body ? response.body.size() : 0)};
  const auto& deadlines = serving_.settings.deadlines;
  arm(deadlines.write + deadlines.allowance(response.body.size()));
  writing_ = true;
  const auto [error, written] = co_await asio::async_write(socket_, parts, outcome);
  writing_ = false;
  co_return !error;
}

asio::awaitable<void> Connection::refuse(int status) {
  const auto response = serving_.refusal(status, head_.field("Accept-Language"));
  co_await write(response, false);
}

/// A socket closed with octets unread makes the system throw away the answer on its way. So we
/// say that we are done and let the client read and close.
asio::awaitable<void> Connection::linger() {
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  arm(serving_.settings.deadlines.linger);
  std::array<char, head_chunk> unread;
  while (!error && !timed_out_) {
    const auto [failed, count] = co_await socket_.async_read_some(asio::buffer(unread), outcome);
    error = failed;
  }
}

void Connection::arm(milliseconds deadline) {
  timed_out_ = false;
  timer_.expires_after(deadline);
  timer_.async_wait([self = weak_from_this()](error_code) {
    if (const auto connection = self.lock()) connection->check_deadline();
  });
}

void Connection::disarm() {
  timed_out_ = false;
  timer_.expires_at(asio::steady_timer::time_point::max());
}

/// A wait that was cancelled too late ends here as well, so the clock decides.
void Connection::check_deadline() {
  if (timer_.expiry() > asio::steady_timer::clock_type::now()) return;
  timed_out_ = true;
  error_code ignored;
  if (writing_)
    socket_.close(ignored);
  else
    socket_.cancel(ignored);
}

void Connection::leave_if_idle() {
  asio::post(executor(), [self = shared_from_this()] {
    error_code ignored;
    if (self->idle_) self->socket_.cancel(ignored);
  });
}

std::string what_of(const std::exception_ptr& fault) {
  try {
    std::rethrow_exception(fault);
  } catch (const std::exception& known) {
    return known.what();
  } catch (...) {
    return "an exception of unknown type";
  }
}

}  // namespace

/// Accepts connections and counts them. All but stop() happens on `control_`.
struct Listener::Server {
  Server(ListenerSettings settings, web::Pages& pages);

  void run();
  void stop();
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void listen();
  asio::awaitable<void> accept_all();
  void admit(tcp::socket socket);
  void forget(const std::shared_ptr<Connection>& connection);
  [[nodiscard]] bool has_room_for(const Address& peer) const;
  [[nodiscard]] bool is_exempt(const Address& peer) const;
  [[nodiscard]] asio::any_io_executor executor_for_connection();
  void begin_stop();
  void end_if_done();
  void run_thread();

  // Order matters: workers end first, then the io_context with the coroutines, then what they use.
  Serving serving_;
  std::map<Connection*, std::weak_ptr<Connection>> connections_;
  std::map<Address, std::size_t> per_client_;
  asio::io_context io_;
  asio::strand<asio::io_context::executor_type> control_{asio::make_strand(io_)};
  tcp::acceptor acceptor_{control_};
  std::uint16_t port_{0};
  asio::steady_timer timer_{control_};
  asio::signal_set signals_{control_};
  Workers workers_;
};

Listener::Server::Server(ListenerSettings settings, web::Pages& pages)
    : serving_{.settings = std::move(settings), .pages = pages},
      workers_{serving_.settings.workers, serving_.settings.queue} {
  serving_.workers = &workers_;
  listen();
  for (const int signal : serving_.settings.stop_signals) signals_.add(signal);
  if (!serving_.settings.stop_signals.empty())
    signals_.async_wait([this](error_code error, int) {
      if (!error) begin_stop();
    });
}

void Listener::Server::listen() {
  error_code error;
  const auto address = asio::ip::make_address(serving_.settings.address, error);
  if (error) throw std::invalid_argument{"no address to listen on: " + serving_.settings.address};
  const tcp::endpoint endpoint{address, serving_.settings.port};
  try {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address{true});
    acceptor_.bind(endpoint);
    acceptor_.listen();
  } catch (const boost::system::system_error& fault) {
    throw std::system_error{fault.code(), fmt::format("cannot listen on {} port {}",
                                                      serving_.settings.address, endpoint.port())};
  }
  port_ = acceptor_.local_endpoint().port();
}

void Listener::Server::run() {
  asio::co_spawn(control_, accept_all(), [this](const std::exception_ptr& fault) {
    if (fault) serving_.report("accepting ended: " + what_of(fault));
  });
  std::vector<std::jthread> others;
  for (unsigned thread = 1; thread < serving_.settings.io_threads; ++thread)
    others.emplace_back([this] { run_thread(); });
  run_thread();
}

/// A fault in one handler must not end the service for everybody.
void Listener::Server::run_thread() {
  for (;;) {
    try {
      io_.run();
      return;
    } catch (const std::exception& fault) {
      serving_.report(fault.what());
    }
  }
}

asio::awaitable<void> Listener::Server::accept_all() {
  while (!serving_.stopping) {
    auto [error, socket] = co_await acceptor_.async_accept(executor_for_connection(), outcome);
    if (!error) {
      admit(std::move(socket));
    } else if (!serving_.stopping) {  // Most likely no descriptor is left: wait for one.
      serving_.report("cannot accept: " + error.message());
      timer_.expires_after(milliseconds{100});
      co_await timer_.async_wait(outcome);
    }
  }
}

asio::any_io_executor Listener::Server::executor_for_connection() {
  if (serving_.settings.io_threads <= 1) return io_.get_executor();
  return asio::make_strand(io_);
}

bool Listener::Server::is_exempt(const Address& peer) const {
  return serving_.proxies.trusts(peer) || (is_loopback(peer) && !serving_.settings.limit_loopback);
}

bool Listener::Server::has_room_for(const Address& peer) const {
  if (connections_.size() >= serving_.settings.connections) return false;
  const auto theirs = per_client_.find(network_of(peer));
  return theirs == per_client_.end() || is_exempt(peer) ||
         theirs->second < serving_.settings.connections_per_client;
}

void Listener::Server::admit(tcp::socket socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error || serving_.stopping) return;
  const auto peer = parse_address(endpoint.address().to_string());
  if (!peer || !has_room_for(*peer)) return;
  socket.set_option(tcp::no_delay{true}, error);
  const auto connection = std::make_shared<Connection>(serving_, std::move(socket), *peer);
  connections_.emplace(connection.get(), connection);
  ++per_client_[network_of(*peer)];
  asio::co_spawn(connection->executor(), connection->serve(),
                 asio::bind_executor(control_, [this, connection](const std::exception_ptr& fault) {
                   if (fault) serving_.report("connection: " + what_of(fault));
                   forget(connection);
                 }));
}

void Listener::Server::forget(const std::shared_ptr<Connection>& connection) {
  connections_.erase(connection.get());
  const auto theirs = per_client_.find(network_of(connection->peer()));
  if (--theirs->second == 0) per_client_.erase(theirs);
  if (serving_.stopping) end_if_done();
}

void Listener::Server::stop() {
  asio::post(control_, [this] { begin_stop(); });
}

void Listener::Server::begin_stop() {
  if (serving_.stopping.exchange(true)) return;
  error_code ignored;
  acceptor_.close(ignored);
  signals_.cancel(ignored);
  timer_.expires_after(serving_.settings.deadlines.stop);
  timer_.async_wait([this](error_code error) {
    if (error) return;
    if (!connections_.empty()) serving_.report("stopped in the midst of requests");
    io_.stop();
  });
  for (const auto& [key, connection] : connections_)
    if (const auto alive = connection.lock()) alive->leave_if_idle();
  end_if_done();
}

/// With its last work gone, io_context::run returns by itself.
void Listener::Server::end_if_done() {
  if (connections_.empty()) timer_.cancel();
}

Listener::Listener(ListenerSettings settings, web::Pages& pages)
    : server_{std::make_unique<Server>(std::move(settings), pages)} {}
Listener::~Listener() = default;
std::uint16_t Listener::port() const {
  return server_->port();
}
void Listener::run() {
  server_->run();
}
void Listener::stop() {
  server_->stop();
}

}  // namespace metroon::main
