(function(){
  function reveal(){var t=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));if(t&&t.tagName==="DETAILS")t.open=true}
  addEventListener("hashchange",reveal);reveal();
  function show(table){
    var tone=table.dataset.tone||"",words=(table.dataset.words||"").toLowerCase().split(/\s+/).filter(Boolean),left=0;
    [].forEach.call(table.tBodies[0].rows,function(r){
      var text=r.textContent.toLowerCase();
      r.hidden=(tone!==""&&r.dataset.tone!==tone)||!words.every(function(w){return text.indexOf(w)>=0});
      if(!r.hidden)left++;
    });
    return left;
  }
  var bar=document.querySelector("[data-filter]");
  if(bar){
    bar.hidden=false;
    bar.addEventListener("click",function(e){
      var b=e.target.closest("button");if(!b)return;
      bar.querySelectorAll("button").forEach(function(o){o.setAttribute("aria-pressed",String(o===b))});
      var table=document.querySelector("tr[data-tone]").closest("table");
      table.dataset.tone=b.value;show(table);
    });
  }
  document.querySelectorAll("[data-search]").forEach(function(box){
    var table=box.parentNode.querySelector("table[data-sort]"),field=box.querySelector("input"),said=box.querySelector("[role=status]");
    box.hidden=false;
    field.addEventListener("input",function(){
      table.dataset.words=field.value;
      var left=show(table);
      said.textContent=field.value.trim()?left+" / "+table.tBodies[0].rows.length:"";
    });
  });
  document.querySelectorAll("table[data-sort]").forEach(function(table){
    [].forEach.call(table.tHead.rows[0].cells,function(head,place){
      var b=document.createElement("button");
      b.type="button";b.className="sort";
      while(head.firstChild)b.appendChild(head.firstChild);
      head.appendChild(b);
      b.addEventListener("click",function(){
        var up=head.getAttribute("aria-sort")!=="ascending",body=table.tBodies[0];
        [].forEach.call(table.tHead.rows[0].cells,function(o){o.removeAttribute("aria-sort")});
        head.setAttribute("aria-sort",up?"ascending":"descending");
        [].slice.call(body.rows).map(function(r,n){return{row:r,n:n,words:r.cells[place].textContent.trim()}}).sort(function(x,y){
          var a=x.words,c=y.words,d=a!==""&&c!==""&&!isNaN(a)&&!isNaN(c)?a-c:a.localeCompare(c,document.documentElement.lang,{numeric:true});
          return (up?d:-d)||x.n-y.n;
        }).forEach(function(each){body.appendChild(each.row)});
      });
    });
  });
})();
