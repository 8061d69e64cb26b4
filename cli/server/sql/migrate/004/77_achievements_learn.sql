SELECT auth.achievements_learn();
