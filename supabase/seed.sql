-- The demo school: `npm run import -- --print-sql supabase/demo-school.csv --staff office@demo-school.example` prints this.
select app.import_school('{
 "handle": "demo-school",
 "name": "Demo School",
 "teachers": [
  {
   "handle": "clara-demo",
   "name": "Clara Demo",
   "email": "clara@demo-school.example",
   "time_zone": "Europe/Berlin",
   "subjects": [
    "Piano"
   ],
   "about": "Teaches piano to beginners and to those who come back to it after years. Bring the piece you would like to play, however unfinished it is.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 840,
     "ends_minute": 1110
    },
    {
     "weekday": 2,
     "starts_minute": 840,
     "ends_minute": 1110
    },
    {
     "weekday": 4,
     "starts_minute": 780,
     "ends_minute": 1140
    },
    {
     "weekday": 5,
     "starts_minute": 840,
     "ends_minute": 1020
    }
   ],
   "types": [
    {
     "name": "Piano lesson",
     "handle": "piano-lesson",
     "duration_minutes": 45,
     "step_minutes": 45,
     "description": "One to one, at the grand piano in room 12.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 15,
     "notice_minutes": 120,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    },
    {
     "name": "Trial lesson",
     "handle": "trial-lesson",
     "duration_minutes": 30,
     "step_minutes": 30,
     "description": "A first half hour to see whether we suit each other.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 120,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "decide_hours": 48,
     "position": 1
    }
   ]
  },
  {
   "handle": "tom-demo",
   "name": "Tom Demo",
   "email": "tom@demo-school.example",
   "time_zone": "Europe/London",
   "subjects": [
    "Mathematics",
    "Physics"
   ],
   "about": "Explains until it clicks, with chalk. Helps with homework, exams and the fear of both.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 930,
     "ends_minute": 1140
    },
    {
     "weekday": 3,
     "starts_minute": 930,
     "ends_minute": 1140
    },
    {
     "weekday": 4,
     "starts_minute": 450,
     "ends_minute": 510
    },
    {
     "weekday": 4,
     "starts_minute": 930,
     "ends_minute": 1140
    },
    {
     "weekday": 6,
     "starts_minute": 600,
     "ends_minute": 720
    }
   ],
   "types": [
    {
     "name": "Maths help",
     "handle": "maths-help",
     "duration_minutes": 30,
     "step_minutes": 15,
     "description": "One question or a whole topic: your choice.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 120,
     "horizon_days": 45,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    },
    {
     "name": "Exam revision",
     "handle": "exam-revision",
     "duration_minutes": 90,
     "step_minutes": 90,
     "description": "A small group works through past papers together.",
     "seats": 8,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 1440,
     "horizon_days": 45,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 1
    }
   ]
  },
  {
   "handle": "ines-demo",
   "name": "Ines Demo",
   "email": "ines@demo-school.example",
   "time_zone": "Europe/Berlin",
   "subjects": [
    "Chemistry",
    "Biology"
   ],
   "about": "Head of sciences. For parents there are ten-minute conversations, and for students as much time as the question needs.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 960,
     "ends_minute": 1080
    },
    {
     "weekday": 4,
     "starts_minute": 960,
     "ends_minute": 1170
    }
   ],
   "types": [
    {
     "name": "Parents'' conversation",
     "handle": "parents-conversation",
     "duration_minutes": 10,
     "step_minutes": 10,
     "description": "Ten minutes about how your child is doing, in room 204 or by phone.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 60,
     "horizon_days": 30,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    },
    {
     "name": "Lab questions",
     "handle": "lab-questions",
     "duration_minutes": 20,
     "step_minutes": 20,
     "description": "Bring your notes from the lab.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 120,
     "horizon_days": 30,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 1
    }
   ]
  },
  {
   "handle": "maya-demo",
   "name": "Maya Demo",
   "email": "maya@demo-school.example",
   "time_zone": "America/New_York",
   "subjects": [
    "English",
    "Creative writing"
   ],
   "about": "Reads what you write as if it were already a book, and then says what it still needs.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 540,
     "ends_minute": 720
    },
    {
     "weekday": 1,
     "starts_minute": 780,
     "ends_minute": 900
    },
    {
     "weekday": 2,
     "starts_minute": 540,
     "ends_minute": 720
    },
    {
     "weekday": 3,
     "starts_minute": 780,
     "ends_minute": 1020
    },
    {
     "weekday": 5,
     "starts_minute": 540,
     "ends_minute": 720
    }
   ],
   "types": [
    {
     "name": "Writing conference",
     "handle": "writing-conference",
     "duration_minutes": 25,
     "step_minutes": 30,
     "description": "Send your text the day before.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 720,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    }
   ]
  },
  {
   "handle": "arjun-demo",
   "name": "Arjun Demo",
   "email": "arjun@demo-school.example",
   "time_zone": "Asia/Kathmandu",
   "subjects": [
    "Violin",
    "Viola"
   ],
   "about": "Plays in the evenings and teaches by day, online or in the hall. Scales are allowed to be fun.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 600,
     "ends_minute": 780
    },
    {
     "weekday": 1,
     "starts_minute": 900,
     "ends_minute": 1080
    },
    {
     "weekday": 3,
     "starts_minute": 600,
     "ends_minute": 780
    },
    {
     "weekday": 3,
     "starts_minute": 900,
     "ends_minute": 1080
    },
    {
     "weekday": 5,
     "starts_minute": 600,
     "ends_minute": 780
    },
    {
     "weekday": 6,
     "starts_minute": 540,
     "ends_minute": 720
    }
   ],
   "types": [
    {
     "name": "Violin lesson",
     "handle": "violin-lesson",
     "duration_minutes": 60,
     "step_minutes": 60,
     "description": "",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 10,
     "notice_minutes": 240,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    }
   ]
  },
  {
   "handle": "lena-demo",
   "name": "Lena Demo",
   "email": "lena@demo-school.example",
   "time_zone": "Europe/Berlin",
   "subjects": [
    "German",
    "German as a second language"
   ],
   "about": "Patient with every article, der, die and das. Speaks slowly when asked and quickly when it helps.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 480,
     "ends_minute": 720
    },
    {
     "weekday": 2,
     "starts_minute": 480,
     "ends_minute": 720
    },
    {
     "weekday": 3,
     "starts_minute": 480,
     "ends_minute": 720
    },
    {
     "weekday": 4,
     "starts_minute": 480,
     "ends_minute": 720
    },
    {
     "weekday": 5,
     "starts_minute": 480,
     "ends_minute": 660
    }
   ],
   "types": [
    {
     "name": "Conversation",
     "handle": "conversation",
     "duration_minutes": 30,
     "step_minutes": 30,
     "description": "Half an hour of nothing but talking.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 60,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    },
    {
     "name": "Grammar group",
     "handle": "grammar-group",
     "duration_minutes": 60,
     "step_minutes": 60,
     "description": "Up to twelve people and one topic a week.",
     "seats": 12,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 120,
     "horizon_days": 60,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 1
    }
   ]
  },
  {
   "handle": "oscar-demo",
   "name": "Oscar Demo",
   "email": "oscar@demo-school.example",
   "time_zone": "Europe/London",
   "subjects": [
    "Chess"
   ],
   "about": "Runs the chess club. Thirty boards, tea, and nobody has to be good at it.",
   "spans": [
    {
     "weekday": 3,
     "starts_minute": 960,
     "ends_minute": 1080
    },
    {
     "weekday": 5,
     "starts_minute": 960,
     "ends_minute": 1200
    }
   ],
   "types": [
    {
     "name": "Chess club",
     "handle": "chess-club",
     "duration_minutes": 120,
     "step_minutes": 120,
     "description": "Come when you like and stay as long as it lasts.",
     "seats": 30,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 0,
     "horizon_days": 30,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    }
   ]
  },
  {
   "handle": "sofia-demo",
   "name": "Sofia Demo",
   "email": "sofia@demo-school.example",
   "time_zone": "America/New_York",
   "subjects": [
    "Guidance",
    "College counseling"
   ],
   "about": "Talks with students and families about what comes after school, early enough that it is not yet urgent.",
   "spans": [
    {
     "weekday": 1,
     "starts_minute": 1020,
     "ends_minute": 1200
    },
    {
     "weekday": 3,
     "starts_minute": 720,
     "ends_minute": 840
    },
    {
     "weekday": 3,
     "starts_minute": 1020,
     "ends_minute": 1200
    },
    {
     "weekday": 6,
     "starts_minute": 540,
     "ends_minute": 780
    }
   ],
   "types": [
    {
     "name": "Family meeting",
     "handle": "family-meeting",
     "duration_minutes": 40,
     "step_minutes": 40,
     "description": "Bring questions. Nobody has to have decided anything.",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 20,
     "notice_minutes": 1440,
     "horizon_days": 90,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 0
    },
    {
     "name": "Short question",
     "handle": "short-question",
     "duration_minutes": 15,
     "step_minutes": 15,
     "description": "",
     "seats": 1,
     "buffer_before_minutes": 0,
     "buffer_after_minutes": 0,
     "notice_minutes": 60,
     "horizon_days": 90,
     "cutoff_minutes": 1440,
     "hold_minutes": 5,
     "position": 1
    }
   ]
  }
 ],
 "staff": [
  "office@demo-school.example"
 ]
}'::jsonb);
