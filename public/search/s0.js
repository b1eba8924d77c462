fuwen.segment(0,
"",
"A化科A所结A省级",
"HIRe",
"****",
"-1/3")
