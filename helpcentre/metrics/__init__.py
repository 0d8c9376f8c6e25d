"""/metriche: figures for Prometheus, for clients with the token (METRICS_TOKEN); else a 404.

requests  requests and their time, counted by the log's thread from the lines it writes
state     what waits, what is late, what room is left: asked when somebody asks
views     the page
"""
