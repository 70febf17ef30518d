-- Quarto: animations of backward passes.
--
-- 1. Copy the folder `_extensions` beside the document, or into the project's folder.
-- 2. In a document: {{< adviz lesson.txt >}}, or with options of `adviz animate`:
--    {{< adviz lesson.txt theme=dark steps=1-4 legend=false >}}
-- 3. `adviz` is on the PATH, or the variable ADVIZ of the environment names it. A mistake ends the run; the program's
--    own message, with file and line, stands above.
--
-- HTML and reveal.js show the player; the other formats a picture of the last step, which is kept in `adviz_files`.

local text = pandoc.utils.stringify

local function draw(file, options, format)
  local chosen = {}
  for name, value in pairs(options) do
    value = text(value)
    local flag = value == "false" and "--no-" .. name or "--" .. name
    table.insert(chosen, (value == "true" or value == "false") and flag or flag .. "=" .. value)
  end
  table.sort(chosen)
  local words = {"animate", file, table.unpack(chosen)}
  for _, word in ipairs(format) do table.insert(words, word) end
  local folder = "adviz_files/" .. pandoc.utils.sha1(table.concat(words, " ")):sub(1, 16)
  table.insert(words, "--output=" .. folder)
  local program = os.getenv("ADVIZ") or "adviz"
  if not pcall(pandoc.pipe, program, words, "") then
    error("adviz: " .. file .. " is not drawn: '" .. program .. "' is missing, or its message stands above", 0)
  end
  return folder
end

return {
  adviz = function(arguments, options)
    local file = text(arguments[1] or "")
    if quarto.doc.is_format("html:js") then
      local snippet = io.open(draw(file, options, {"--format=snippet"}) .. "/snippet.html")
      return pandoc.RawBlock("html", snippet:read("a"))
    end
    local folder = draw(file, options, {"--every=1000000", "--format=png"})
    local manifest = io.open(folder .. "/manifest.json"):read("a")
    local picture
    for found in manifest:gmatch("frames/frame%-%d+%.png") do
      if not picture or found > picture then picture = found end
    end
    return pandoc.Para {pandoc.Image({pandoc.Str("The last step of the backward pass")}, folder .. "/" .. picture)}
  end
}
