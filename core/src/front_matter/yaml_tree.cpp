// The only file that includes yaml-cpp.
#include "front_matter/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <utility>

#include "broadsheet/render.h"
#include "text/utf8.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos > 0 ? static_cast<std::size_t>(mark.pos) : 0;
}

/// Leaves the parser from within an event; caught in parse_yaml().
struct Stop {
  YamlProblem problem;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Tree& tree) : tree_(tree) { open_.emplace_back(); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    add(leaf(mark, Kind::kNull));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    throw Stop{{YamlProblem::Kind::kAlias, offset_of(mark), {}}};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    Node node = leaf(mark, Kind::kScalar);
    node.plain = tag == "?";
    node.scalar = tree_.keep(value);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {
    open(mark, Kind::kSequence);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, Kind::kMap);
  }
  void OnMapEnd() override { close(); }

  /// Makes the root, with what is still open closed as it is; a key without a value is dropped.
  void finish() {
    while (open_.size() > 1) {
      if (open_.back().kind == Kind::kMap && open_.back().children.size() % 2 != 0) {
        open_.back().children.pop_back();
      }
      close();
    }
    std::vector<Node>& roots = open_.front().children;
    if (!roots.empty()) {
      tree_.root = std::move(roots.front());
    }
  }

 private:
  Node leaf(const YAML::Mark& mark, Kind kind) {
    if (++nodes_ > kMaxYamlNodes) {
      throw Stop{{YamlProblem::Kind::kTooManyNodes, offset_of(mark), {}}};
    }
    Node node;
    node.kind = kind;
    node.offset = offset_of(mark);
    return node;
  }

  void open(const YAML::Mark& mark, Kind kind) {
    // The bottom entry is no value, hence one more.
    if (open_.size() > kMaxYamlDepth) {
      throw Stop{{YamlProblem::Kind::kTooDeep, offset_of(mark), {}}};
    }
    open_.push_back(leaf(mark, kind));
  }

  void close() {
    Node node = std::move(open_.back());
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) { open_.back().children.push_back(std::move(node)); }

  Tree& tree_;
  std::vector<Node> open_;
  std::size_t nodes_ = 0;
};

}  // namespace

YamlResult parse_yaml(std::string_view block) {
  std::string bytes(block);
  // yaml-cpp takes the byte 0x04 for the end of its input (Stream::eof), which would silently drop
  // all that follows.
  std::replace(bytes.begin(), bytes.end(), '\x04', ' ');
  YamlResult result;
  TreeBuilder builder(result.tree);
  try {
    YAML::Parser parser(bytes.data(), bytes.data() + bytes.size());
    parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& exception) {
    const std::size_t at = offset_of(exception.mark);
    // A message may end in the first byte of a character ("unknown escape character").
    result.problem = YamlProblem{YamlProblem::Kind::kSyntax, std::min(at, block.size()),
                                 utf8::valid(exception.msg)};
  } catch (const Stop& stop) {
    result.problem = stop.problem;
  }
  builder.finish();
  return result;
}

}  // namespace broadsheet::front_matter
