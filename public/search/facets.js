fuwen.facets("facets",
[["kind",["proposal","suggestion"]],["year",["2025"]],["topic",["industry-university","innovation-platforms","talent","tech-enterprises","tech-finance","transfer-mechanisms","key-technology","pilot-incubation","regional-innovation","industry-clusters"]]],
" ,˂òé@ X	0ǀ*`",
["1185"])
