"""Pages as sites of their time made them, written for these tests."""

WORDPRESS = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en-US">
<head profile="http://gmpg.org/xfn/11">
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>Miners in Karaganda stop work over unpaid wages &laquo; Solidarity Wire</title>
<link rel="canonical" href="http://solidaritywire.example/2011/07/14/miners-in-karaganda/" />
<style type="text/css">.sharing { float: left }</style>
<script type="text/javascript">var page = "do not read me";</script>
</head>
<body class="single single-post comments-open">
<div id="page">
<div id="header"><h1><a href="/">Solidarity Wire</a></h1><div class="description">News from the workplaces</div></div>
<div id="menu"><ul><li><a href="/">Home</a></li><li><a href="/about/">About us</a></li><li><a href="/kazakhstan/">Kazakhstan</a></li><li><a href="/donate/">Donate</a></li></ul></div>
<div id="content" class="narrowcolumn">
<div class="navigation"><a href="/p1">&laquo; Teachers win in Almaty</a> <a href="/p2">Dockers vote &raquo;</a></div>
<div class="post hentry" id="post-318">
<h2 class="posttitle">Miners in Karaganda stop work over unpaid wages</h2>
<p class="postmetadata">Posted on <span class="date">July 14th, 2011</span> by <span class="author">Marta Feldkirch</span></p>
<div class="entry">
<p>Four hundred miners at the Severnaya pit near Karaganda refused to go underground on Monday 11 July. They have not been paid since April.</p>
<p>&ldquo;We will not dig coal for promises,&rdquo; said Askar Tulegenov, who has worked at the pit for nineteen years. The company, KaragandaUgol, says that the money will be paid in August.</p>
<blockquote><p>We demand the wages of three months, and that nobody is punished.</p></blockquote>
<p>Their demands are:</p>
<ul><li>payment of all wages owed</li><li>no dismissals</li><li>new helmets and lamps</li></ul>
<p>Police stood at the gates from early morning and two men, Yerlan Dosov and Petr Wagner, were taken to the station in Shakhtinsk and held for nine hours.</p>
<p>Please send protests to the management.<br />Copies to the embassy in your country.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul></div>
<div id="jp-relatedposts"><h3>Related</h3><p><a href="/x">Steel workers march in Temirtau as plant cuts jobs</a></p></div>
</div>
</div>
<h3 id="comments">2 Responses to this report</h3>
<ol class="commentlist">
<li class="comment"><cite>Johnny</cite> says: <small class="commentmetadata">August 2nd, 2012 at 9:14</small><p>Great fight, brothers, I hope that you get everything that they owe you and more.</p></li>
<li class="comment"><cite>Vera</cite> says: <p>My grandfather worked in this pit for many years and it was just the same then.</p></li>
</ol>
<div id="respond"><h3>Leave a Reply</h3><form action="/wp-comments-post.php"><p><label>Name (required)</label></p><p><textarea></textarea></p></form></div>
</div>
<div id="sidebar"><ul>
<li class="widget"><h2>Support us</h2><p>This site lives from its readers. Please donate five euro a month so that we can go on reporting.</p></li>
<li class="widget"><h2>Archives</h2><ul><li><a href="/2011/07">July 2011</a></li><li><a href="/2011/06">June 2011</a></li></ul></li>
</ul></div>
<div id="footer"><p>Solidarity Wire is proudly powered by WordPress</p></div>
</div>
<div style="display: none">counter of visits</div>
</body></html>
"""

JOOMLA = """<html xml:lang="de-de" lang="de-de">
<head>
<meta name="author" content="Super User" />
<title>Streik bei der Bahn in Atyrau</title>
<meta name="generator" content="Joomla! 1.5" />
</head>
<body>
<table class="layout"><tr>
<td class="left"><div class="moduletable_menu"><ul class="menu"><li><a href="/">Startseite</a></li><li><a href="/n">Nachrichten</a></li><li><a href="/k">Kontakt</a></li></ul></div></td>
<td class="mainbody">
<div class="breadcrumbs pathway"><a href="/">Start</a> Nachrichten</div>
<table class="contentpaneopen"><tr><td class="contentheading">Streik bei der Bahn in Atyrau</td>
<td class="buttonheading"><a href="/pdf">PDF</a></td><td class="buttonheading"><a href="/p">Drucken</a></td></tr></table>
<table class="contentpaneopen"><tr><td><span class="small">Geschrieben von: Jutta Brandner</span></td></tr>
<tr><td class="createdate">Dienstag, den 14. Juni 2011 um 08:22 Uhr</td></tr>
<tr><td>
<p>Seit dem 9. Juni stehen in Atyrau die Rangierloks still. Rund 120 Besch&auml;ftigte der Bahn haben die Arbeit niedergelegt, weil ihnen seit drei Monaten die Zuschl&auml;ge f&uuml;r die Nachtschicht fehlen.</p>
<p>Die Leitung droht mit K&uuml;ndigung. &bdquo;Wir lassen uns nicht einsch&uuml;chtern&ldquo;, sagt Gulnara Abenova vom Streikkomitee, die seit elf Jahren im Stellwerk arbeitet.</p>
<table border="1"><tr><th>Abteilung</th><th>Streikende</th></tr><tr><td>Rangierdienst</td><td>74</td></tr><tr><td>Stellwerk</td><td>46</td></tr></table>
<p>Am Freitag soll das Gericht &uuml;ber die Rechtm&auml;&szlig;igkeit des Streiks entscheiden; die Gewerkschaft rechnet mit einem Verbot.</p>
</td></tr></table>
<div class="pagenav"><a href="/a">&lt; Zur&uuml;ck</a> <a href="/b">Weiter &gt;</a></div>
</td>
<td class="right"><div class="moduletable"><h3>Spendenkonto</h3>Konto 123 456, Bank f&uuml;r Alle. Jede Spende hilft.</div></td>
</tr></table>
<div id="footer">&copy; 2010 Netzwerk Ost</div>
</body></html>
"""

DRUPAL = """<!DOCTYPE html>
<html lang="fr" dir="ltr">
<head><meta charset="utf-8" /><title>Trois syndicalistes arrêtés à Sfax | Collectif Solidarité</title>
<meta name="dcterms.title" content="Trois syndicalistes arrêtés à Sfax" />
<meta name="dcterms.date" content="2011-11-03T09:10+01:00" />
</head>
<body class="html not-front sidebar-first page-node node-type-story">
<div id="skip-link"><a href="#main-content">Aller au contenu principal</a></div>
<div id="header"><div id="site-name"><a href="/">Collectif Solidarité</a></div></div>
<div id="main-menu"><ul class="links"><li><a href="/qui">Qui sommes-nous</a></li><li><a href="/agir">Agir</a></li></ul></div>
<div id="main"><div id="content" class="column"><h1 class="title" id="page-title">Trois syndicalistes arrêtés à Sfax</h1>
<div id="node-77" class="node node-story"><div class="submitted">Soumis par <span class="username">Nadia Ferchichi</span> le jeu, 03/11/2011 - 09:10</div>
<div class="content"><div class="field-item">
<p>Trois membres du syndicat du port de Sfax ont été arrêtés mercredi à l'aube à leur domicile, devant leurs enfants.</p>
<p>Selon leur avocate, Maître Salma Jlassi, ils sont accusés d'« entrave à la liberté du travail » après la grève du 27 octobre.</p>
<p>Le collectif appelle à écrire au ministre de la Justice et à l'ambassade.</p>
</div></div>
<ul class="links inline"><li><a href="/login">Connectez-vous</a> ou <a href="/register">inscrivez-vous</a> pour publier un commentaire</li></ul>
</div></div>
<div class="region-sidebar-first"><div class="block"><h2>Faire un don</h2><p>Votre don nous permet de continuer notre travail.</p></div></div>
</div></body></html>
"""

MODERN = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Court in Minsk jails rail worker for three years - The Eastern Desk</title>
<meta property="og:title" content="Court in Minsk jails rail worker for three years">
<meta property="og:site_name" content="The Eastern Desk">
<meta property="og:url" content="https://easterndesk.example/news/court-minsk">
<link rel="canonical" href="https://easterndesk.example/news/court-minsk-rail-worker">
<meta property="article:modified_time" content="2024-02-01T08:00:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"Organization","name":"The Eastern Desk"},
{"@type":["NewsArticle"],"headline":"Court in Minsk jails rail worker for three years","datePublished":"2023-05-17T18:22:11+03:00","author":[{"@type":"Person","name":"Olena Hrytsak"},{"@type":"Person","name":"Tom O'Dowd"}],"inLanguage":"en","publisher":{"@type":"Organization","name":"The Eastern Desk"}}]}</script>
<style>.x{color:red}</style></head>
<body><header class="site-header"><nav aria-label="Main"><ul><li><a href="/">News</a></li><li><a href="/belarus">Belarus</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better for you. <button>Accept</button></p></div>
<main><article class="article"><header><h1>Court in Minsk jails rail worker for three years</h1>
<p class="standfirst">Sergei Daneika was found guilty of passing on pictures of trains.</p>
<div class="meta"><span class="by">By Olena Hrytsak and Tom O'Dowd</span> <time datetime="2023-05-17T18:22:11+03:00">17 May 2023</time></div></header>
<div class="share"><a href="#">Share</a><a href="#">Post</a></div>
<div class="body"><p>A court in Minsk on Wednesday sentenced the rail worker Sergei Daneika to three years in a penal colony, after a trial behind closed doors that lasted two days.</p>
<aside class="related-box"><h4>Read more</h4><a href="/1">Two engineers held in Gomel after raids on a depot</a></aside>
<p>Daneika, 41, was a member of the independent union of railway workers, which was dissolved by the supreme court in the previous July.</p>
<h2>No appeal</h2><p>His wife, Iryna, said she had learned of the verdict from a lawyer. “We had <em>hoped</em> for a fine,” she&nbsp;said.</p>
<figure><img src="x.jpg" alt=""><figcaption>The court house in Minsk. Photo: E. Desk</figcaption></figure>
<p>The union asks for letters to the ministry of justice.</p></div></article>
<section class="newsletter-signup"><h3>Sign up</h3><form><label>Your e-mail</label><input><button>Subscribe</button></form></section>
<section class="comments"><h3>Comments</h3><time datetime="2024-01-03">3 January 2024</time><p>Shame on this court and on everyone who stayed silent about it all.</p></section></main>
<footer><p>© The Eastern Desk. All rights reserved.</p></footer>
<template><p>not shown</p></template></body></html>
"""

CYRILLIC = """<html><head><title>Шахтёры остановили работу</title>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>
<body><p>Двести шахтёров в посёлке Новый остановили работу и потребовали выплатить зарплату за три месяца.</p>
<p>«Мы не уйдём», — сказала Ольга Сергеевна Каримова, крановщица. Суд назначен на 5 июля 2011 года.</p></body></html>
"""

ARABIC = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>عمال النسيج يضربون في المحلة</title>
<meta property="article:published_time" content="2014-02-11T10:00:00+02:00"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/n">أخبار</a></nav>
<article><h1>عمال النسيج يضربون في المحلة</h1>
<p>بدأ نحو عشرين ألف عامل في شركة مصر للغزل والنسيج بالمحلة الكبرى إضرابا عن العمل يوم الاثنين، مطالبين بصرف الأرباح المتأخرة وبإقالة رئيس الشركة القابضة.</p>
<p>وقالت العاملة أمل السعيد إن العمال لن يعودوا إلى العمل قبل تحقيق مطالبهم، وإن اثنين من زملائها نقلا إلى مصنع آخر.</p></article>
<footer><p>جميع الحقوق محفوظة</p></footer></body></html>
"""
