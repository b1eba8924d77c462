fuwen.facets("facets",
[["kind",["proposal","suggestion"]],["year",["2025"]],["topic",["industry-university","innovation-platforms","talent","tech-enterprises","tech-finance","transfer-mechanisms","key-technology","pilot-incubation","regional-innovation","industry-clusters"]]],
".=[F3;9X.=<@K+2_&w$3#o#Y#x&s",
["1185"])
