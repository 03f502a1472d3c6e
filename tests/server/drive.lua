-- Drives Neovim through an article: what is found, a repair, what is found then. Writes that as JSON, and leaves.
local PATIENCE = 50000 -- milliseconds

local seen = { version = vim.version().minor }

local function told()
  local findings = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(findings, {
      code = d.code, source = d.source, severity = d.severity, message = d.message,
      lines = { d.lnum, d.end_lnum }, columns = { d.col, d.end_col },
    })
  end
  table.sort(findings, function(a, b) return a.lines[1] < b.lines[1] end)
  return findings
end

local function client()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0 })[1]
end

local function actions()
  local first = vim.diagnostic.get(0, { lnum = 1 })[1]
  local encoding = client().offset_encoding
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params(0, encoding)
  params.context = { diagnostics = { first.user_data.lsp } }
  if not params.context.diagnostics[1].range then -- an older Neovim keeps the range elsewhere
    params.context.diagnostics[1] = vim.tbl_extend("force", {
      range = params.range, message = first.message, severity = first.severity, source = first.source,
    }, first.user_data.lsp)
  end
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, PATIENCE)
  local _, answer = next(answers)
  return answer.result, encoding
end

local function drive()
  vim.wait(PATIENCE, function() return #vim.diagnostic.get(0) > 0 end)
  seen.before = told()
  local offered, encoding = actions()
  seen.encoding = encoding
  seen.titles = vim.tbl_map(function(action) return action.title end, offered)
  for _, action in ipairs(offered) do
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, encoding)
      break
    end
  end
  seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.wait(PATIENCE, function() return #vim.diagnostic.get(0) < #seen.before end)
  seen.after = told()
  local article = vim.api.nvim_get_current_buf()
  vim.cmd("split newslint.toml")
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'ignore = ["FM009"]' })
  vim.cmd("write")
  vim.wait(PATIENCE, function() return #vim.diagnostic.get(article) == 0 end)
  seen.left = #vim.diagnostic.get(article)
end

local ok, trouble = pcall(drive)
seen.trouble = not ok and tostring(trouble) or nil
vim.fn.writefile({ vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd("qall!")
