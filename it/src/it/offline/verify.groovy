assert new File(basedir, 'build.log').text.count('Written to ') == 2
true
