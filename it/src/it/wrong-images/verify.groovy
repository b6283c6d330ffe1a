def log = new File(basedir, 'build.log').text
[
    '<dataset> (-Dl2nas.dataset): there is no file',
    '<datasetClasses> (-Dl2nas.datasetClasses)',
    'truncated.csv.gz',
    '<backend> (-Dl2nas.backend)',
    'abacus',
    '<threads> (-Dl2nas.threads): 0 is not a positive number',
    '<recipe> (-Dl2nas.recipe)',
    'imagenet',
    '<recipeSettings><epoch> (-Dl2nas.recipeSettings.epoch)',
    '<supernet> (-Dl2nas.supernet): ',
    'corrupted.zip',
    '<supernet> (-Dl2nas.supernet): there is a <table> (-Dl2nas.table), too',
    '<table> (-Dl2nas.table) is missing: give a csv file or Maven coordinates, or score with a supernet',
    '<architecture> (-Dl2nas.architecture): ',
    '<architecture> (-Dl2nas.architecture) is missing: no search of this project has found one',
    '<minAccuracy> (-Dl2nas.minAccuracy)',
].each { assert log.contains(it) }
assert !log.contains('Exception in thread')
assert !log.contains('\tat io.github.l2nas')
true
