fuwen.facets("facets-more",
[["issuer",["zhuzhou-kjj"]],["outcome",["a","unmarked"]]],
"3;9X9h")
