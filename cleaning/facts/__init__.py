"""The facts a report states: parties, programmes, relevance, sectors, figures."""
