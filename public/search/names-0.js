fuwen.names(0,
"replies/2025/proposal-2104110.html\nreplies/2025/proposal-2104111.html\nreplies/2025/proposal-2104175.html\nreplies/2025/suggestion-1185.html")
