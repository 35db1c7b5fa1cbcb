// Writes the links to the other pages of a list: index.html is the first, index_1.html the second.
function createPageHTML(count, current, name, ext) {
  for (var i = 0; count > 1 && i < count; i++) {
    var href = name + (i ? "_" + i : "") + "." + ext;
    document.write(i === current ? " <b>" + (i + 1) + "</b> " : ' <a href="' + href + '">' + (i + 1) + "</a> ");
  }
}
