"""What Kadraj does while nobody looks: notifications, the tray, the badge, staying awake."""
