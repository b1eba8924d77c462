fuwen.facets("facets-more",
[["issuer",["zhuzhou-kjj"]],["outcome",["a","unmarked"]]],
"@0")
