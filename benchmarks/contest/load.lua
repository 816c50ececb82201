-- Plays a file of requests (method, path, host, token, body; tabs between) from a random place on, for wrk.
-- Where a request's answer decides the next (MODE): "version" counts a row's version up, "cookie" carries one.
local mode = os.getenv("LOAD_MODE") or ""
local thread_count = 0

function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

function init(_)
  requests, at, last = {}, 0, nil
  local lines = {}
  for line in io.lines(os.getenv("LOAD_FILE")) do lines[#lines + 1] = line end
  for index, line in ipairs(lines) do
    local method, path, host, token, extra, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Host"] = host }
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    for header in extra:gmatch("[^\31]+") do
      local name, value = header:match("^([^:]*): (.*)$")
      headers[name] = value
    end
    local whole = { method = method, path = path, headers = headers, body = body ~= "" and body or nil, version = 1 }
    if mode == "" then
      requests[#requests + 1] = wrk.format(method, path, headers, whole.body)
    elseif index % tonumber(os.getenv("LOAD_THREADS")) == number then
      requests[#requests + 1] = whole
    end
  end
  math.randomseed(os.time() + number)
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  local found = requests[at]
  if mode == "" then return found end
  last = found
  local body = found.body
  if mode == "version" then body = body:gsub("VERSION", tostring(found.version)) end
  return wrk.format(found.method, found.path, found.headers, body)
end

if mode ~= "" then
  function response(status, headers, _)
    if mode == "version" and status < 300 then last.version = last.version + 1 end
    if mode == "cookie" then
      for name, value in pairs(headers) do
        if name:lower() == "set-cookie" then last.headers["Cookie"] = value:match("^[^;]*") end
      end
    end
  end
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
