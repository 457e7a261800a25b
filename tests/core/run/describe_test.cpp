#include "separatrix/run/describe.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "run/base64.hpp"
#include "run/nearest.hpp"
#include "run/support/logistic_run.hpp"
#include "run/utf8.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

/// A tree as one line: {key:value,...}; checks that calls are in order.
class LineSink final : public TreeSink {
 public:
  void begin_object() override { open('{'); }
  void end_object() override { close('}'); }
  void begin_array() override { open('['); }
  void end_array() override { close(']'); }
  void key(std::string_view name) override {
    EXPECT_FALSE(key_) << "two keys in a row";
    comma();
    line += std::string(name) + ":";
    key_ = true;
  }
  void null() override { put("null"); }
  void boolean(bool value) override { put(value ? "true" : "false"); }
  void integer(std::int64_t value) override { put(to_text(value)); }
  void number(double value) override { put(to_text(value) + "d"); }
  void text(std::string_view value) override { put("'" + std::string(value) + "'"); }

  std::string line;
  int depth = 0;

 private:
  void comma() {
    if (!key_ && !line.empty() && line.back() != '[' && line.back() != '{') line += ',';
    key_ = false;
  }
  void put(const std::string& token) {
    comma();
    line += token;
  }
  void open(char bracket) {
    comma();
    line += bracket;
    ++depth;
  }
  void close(char bracket) {
    EXPECT_FALSE(key_) << "a key without a value";
    line += bracket;
    --depth;
  }
  bool key_ = false;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Describe, TheRegistryHasTypedDefaultsAndOnlyWhatApplies) {
  LineSink sink;
  describe_registry("1.2.3", sink);
  EXPECT_EQ(sink.depth, 0);
  EXPECT_TRUE(sink.line.starts_with(
      "{version:'1.2.3',seed:{min:0,max:4294967295,default:1},experiments:[{id:'logistic-map',"
      "source:'May 1976',has_steps:true,accepts_files:false,params:[{name:'initial_state',"
      "type:'number',default:0.3d,min:0d,max:1d,scale:'linear',live:false,group:'system'},"))
      << sink.line;
  EXPECT_TRUE(contains(sink.line,
                       "{name:'mode',type:'choice',default:'plain_sum',choices:['plain_sum',"
                       "'as_printed'],scale:'linear',live:true,group:'system'}"));
  EXPECT_TRUE(contains(sink.line, "panels:[{id:'path',kind:'lines'},{id:'values',kind:'values'}]"));
  EXPECT_TRUE(contains(sink.line,
                       "{name:'hidden',type:'integer_list',default:[4,2],min:1,max:8,"
                       "scale:'linear',live:false,group:'network',max_length:3}"));
}

TEST(Describe, TheResultHasTheShapeOfTheContract) {
  const auto run = test::make_logistic({{"noise", "0.5"}, {"r", "2"}}, 9);
  const Params params = run->params();
  run->schedule({7, "mode", "as-printed"});
  run->schedule({6, "r", "2.50"});
  run->bound_steps(1);
  run->advance(1000);
  LineSink sink;
  describe_result("logistic-map", "1.2.3", params, *run, sink);
  const std::string x = to_text(run->x());
  EXPECT_EQ(sink.depth, 0);
  EXPECT_TRUE(sink.line.starts_with(
      "{experiment:'logistic-map',version:'1.2.3',seed:9,params:{initial_state:0.3d,r:2d,"
      "noise:0.5d,mode:'plain_sum'},events:[{step:6,name:'r',value:2.5d},"
      "{step:7,name:'mode',value:'as_printed'}],stop:{reason:'limit',rule:'steps',step:1},steps:1,"
      "gradient_evaluations:2,panels:[{id:'path',kind:'lines',x:{name:'step',unit:'steps'},"
      "series:[{name:'x',unit:'',x:[1d],y:[" +
      x + "d]},{name:'mean',unit:'nats',x:[1d],y:[" + x + "d],low:["))
      << sink.line;
  EXPECT_TRUE(contains(sink.line,
                       "{name:'measured',value:1d,uncertainty:0.25d,unit:'steps',"
                       "reference:{value:10d,source:'source'},noise:true}"));
  EXPECT_TRUE(
      contains(sink.line, "-Infinityd],uncertainties:[0.1d,0.2d,NaNd],noise:[false,false,true]}"));
  EXPECT_TRUE(contains(sink.line, "x:[-1d,1d],y:[-2d,2d],rows:2,columns:3,unit:'nats',data:["));
  EXPECT_TRUE(contains(sink.line, "points:[[" + x + "d,0d,1d]]"));
  EXPECT_TRUE(contains(sink.line, "groups:[{name:'return_map',points:[[0.3d," + x + "d]]}]"));
  EXPECT_TRUE(contains(sink.line,
                       "rows:1,columns:2,items:[{pixels:'AP8=',label:3,prediction:3},"
                       "{pixels:'AQc=',label:4,prediction:null}]"));
}

TEST(Describe, WhatIsNotKnownIsNull) {
  const auto run = test::make_logistic();
  LineSink sink;
  describe_result("logistic-map", "1", run->params(), *run, sink);
  EXPECT_TRUE(contains(sink.line, "seed:null"));
  EXPECT_TRUE(contains(sink.line, "events:[],stop:null"));
}

TEST(Base64, IsThatOfRfc4648) {
  const auto encode = [](std::string_view text) {
    return base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  };
  EXPECT_EQ(encode(""), "");
  EXPECT_EQ(encode("f"), "Zg==");
  EXPECT_EQ(encode("fo"), "Zm8=");
  EXPECT_EQ(encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode("\xff\xfe\xfd"), "//79");
}

TEST(Texts, NearestAndEscaped) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(nearest_first("bb", {"aaa", "ab", "b"}), "ab, aaa, b");
  EXPECT_EQ(nearest_first("x", {}), "");
  EXPECT_EQ(escape_text("a\nb\tc\x01\xff\x7f学"), "a\\nb\\tc\\x01\\xff\\x7f学");
  std::string hanzi;
  while (hanzi.size() < 200) hanzi += "学";
  EXPECT_TRUE(is_utf8(shown(hanzi))) << "cut between characters";
  EXPECT_LE(shown(hanzi).size(), 83U);
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
}

}  // namespace
}  // namespace separatrix
