(function(){
  var folded=[];
  addEventListener("beforeprint",function(){folded=[].slice.call(document.querySelectorAll("details:not([open])"));folded.forEach(function(d){d.open=true})});
  addEventListener("afterprint",function(){folded.forEach(function(d){d.open=false})});
  function reveal(){var t=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));if(t&&t.tagName==="DETAILS")t.open=true}
  addEventListener("hashchange",reveal);reveal();
  var bar=document.querySelector("[data-filter]");if(!bar)return;
  bar.hidden=false;
  bar.addEventListener("click",function(e){
    var b=e.target.closest("button");if(!b)return;
    bar.querySelectorAll("button").forEach(function(o){o.setAttribute("aria-pressed",String(o===b))});
    document.querySelectorAll("tr[data-tone]").forEach(function(r){r.hidden=b.value!==""&&r.dataset.tone!==b.value});
  });
})();
